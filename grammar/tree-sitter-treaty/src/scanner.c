// The external scanner of the treaty markup: which block a line belongs to, and whether a sign begins a mark.
// `grammar/SPEC.md` is the specification; the functions follow `src/syntax` of the project, name by name, and the
// tests of this folder hold the two together.
//
// At the start of a line as much of it is looked at as its block needs, into a buffer, and an empty token says
// which block it is; what the line then begins with is taken in the lengths that were counted there. Inside a line
// a mark is looked ahead for up to the next sign that could begin another. So a text is read in time linear in its
// length. All that one line must know of those before it is in `State`.

#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"
#include "unicode.h"
#include <string.h>

// In the order of `externals` in grammar.js.
enum Token {
  HEADING_START_1,
  HEADING_START_9 = HEADING_START_1 + 8,
  DECLARATION_START,
  GLOSS_START,
  HEADED_GLOSS_START,
  FOOTNOTE_START,
  ROW_START,
  DELIMITER_ROW_START,
  VERBATIM_START,
  QUOTE_OPEN_START,
  QUOTE_CLOSE_START,
  COMMENT_START,
  PARAGRAPH_START,
  ITEM_START,
  BLANK,
  ATTRIBUTE_START,
  MALFORMED_ATTRIBUTE_START,
  GLOSS_LINE,
  FOOTNOTE_LINE,
  FOOTNOTE_RESUMED,
  TEXT_LINE,
  VERBATIM_TEXT,
  VERBATIM_BLANK,
  VERBATIM_END,
  TAKEN,
  GAP,
  REST,
  NEWLINE,
  MORE_MARKERS,
  ITEM_TEXT,
  GLOSS_ARGUMENT,
  TEXT,
  ESCAPE,
  LINE_BREAK,
  ANCHOR_OPEN,
  ANCHOR_ID,
  BAR,
  FOOTNOTE_OPEN,
  FOOTNOTE_ID,
  LINK_OPEN,
  SPAN_OPEN,
  LABEL_START,
  LABEL_END,
  TARGET,
  EMPHASIS_OPEN,
  EMPHASIS_CLOSE,
  STRONG_OPEN,
  STRONG_CLOSE,
  ERROR,
};

// The block that the line before leaves open.
enum Open { NOTHING, OTHER, HEADING, DECLARATION, GLOSS, FOOTNOTE, TABLE, VERBATIM, PARAGRAPH, ITEM };

// How a text line ends, which decides whether a marker on the next one opens an item.
enum LineEnd { WEAK, COMMA, STRONG };

typedef struct {
  uint8_t open;      // enum Open
  uint8_t end;       // enum LineEnd, of the last text line
  uint8_t caption;   // whether the open paragraph is one line directly under a heading
  uint8_t rows;      // of the open table, two at most
  uint32_t depth;    // of the open gloss
  uint32_t taken[2]; // the characters of the next tokens `_taken`
} State;

// A line from where the lexer stood: characters are read into `characters` when they are asked for.
typedef struct {
  State state;
  TSLexer *lexer;
  int32_t *characters;
  uint32_t length;
  uint32_t capacity;
  bool failed; // no memory
} Scanner;

// Behind the last character of a line.
#define END (-2)

static inline bool at_end(TSLexer *lexer) {
  int32_t c = lexer->lookahead;
  return c == '\n' || c == '\r' || (c == 0 && lexer->eof(lexer));
}

static inline void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

static inline bool emit(TSLexer *lexer, enum Token token) {
  lexer->result_symbol = (TSSymbol)token;
  return true;
}

// Ends the token here.
static inline bool emit_here(TSLexer *lexer, enum Token token) {
  lexer->mark_end(lexer);
  return emit(lexer, token);
}

// Characters

static inline bool is_space(int32_t c) { return c == ' ' || c == '\t'; }

static inline bool is_indentation(int32_t c) { return is_space(c) || c == 0x3000; }

static bool is_whitespace(int32_t c) {
  return (c >= 0x9 && c <= 0xD) || c == ' ' || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static inline bool is_lower(int32_t c) { return c >= 'a' && c <= 'z'; }

static inline bool is_upper(int32_t c) { return c >= 'A' && c <= 'Z'; }

static inline bool is_ascii_digit(int32_t c) { return c >= '0' && c <= '9'; }

static inline bool is_punctuation(int32_t c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

static bool in_ranges(const int32_t (*ranges)[2], size_t count, int32_t c) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (c < ranges[middle][0]) {
      high = middle;
    } else if (c > ranges[middle][1]) {
      low = middle + 1;
    } else {
      return true;
    }
  }
  return false;
}

#define IN_RANGES(ranges, c) in_ranges(ranges, sizeof(ranges) / sizeof(ranges[0]), c)

static bool is_alphanumeric(int32_t c) {
  if (c < 0x80) return is_lower(c) || is_upper(c) || is_ascii_digit(c);
  return IN_RANGES(ALPHANUMERIC, c);
}

static bool is_one_of(int32_t c, const int32_t *characters) {
  for (; *characters; characters++) {
    if (*characters == c) return true;
  }
  return false;
}

static bool is_digit(int32_t c) {
  return is_ascii_digit(c) || (c >= 0x660 && c <= 0x669) || (c >= 0x6F0 && c <= 0x6F9) || (c >= 0xFF10 && c <= 0xFF19);
}

// A letter of the Latin, Greek or Cyrillic script.
static bool is_european_letter(int32_t c) { return c < 0x530 && IN_RANGES(ALPHABETIC, c); }

static bool is_arabic_letter(int32_t c) { return c >= 0x621 && c <= 0x64A; }

static bool is_chinese_numeral(int32_t c) {
  // 〇零一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥
  static const int32_t NUMERALS[] = {
      0x3007, 0x96F6, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341,
      0x767E, 0x5343, 0x58F9, 0x8D30, 0x53C1, 0x8086, 0x4F0D, 0x9646, 0x67D2, 0x634C, 0x7396, 0x62FE,
      0x7532, 0x4E59, 0x4E19, 0x4E01, 0x620A, 0x5DF1, 0x5E9A, 0x8F9B, 0x58EC, 0x7678, 0x5B50, 0x4E11,
      0x5BC5, 0x536F, 0x8FB0, 0x5DF3, 0x5348, 0x672A, 0x7533, 0x9149, 0x620C, 0x4EA5, 0};
  return is_one_of(c, NUMERALS);
}

static bool is_label(int32_t c) {
  return is_digit(c) || is_european_letter(c) || is_arabic_letter(c) || is_chinese_numeral(c);
}

// Lines

// The character at `at`, counted from where the lexer stood; END behind the last one of the line.
static int32_t peek(Scanner *line, uint32_t at) {
  while (at >= line->length) {
    if (line->failed || at_end(line->lexer)) return END;
    if (line->length == line->capacity) {
      uint32_t capacity = line->capacity < 256 ? 256 : 2 * line->capacity;
      int32_t *characters = ts_realloc(line->characters, (size_t)capacity * sizeof(int32_t));
      if (!characters) {
        line->failed = true;
        return END;
      }
      line->characters = characters;
      line->capacity = capacity;
    }
    line->characters[line->length++] = line->lexer->lookahead;
    advance(line->lexer);
  }
  return line->characters[at];
}

// The end of the characters from `from` on that are all accepted.
static uint32_t while_is(Scanner *line, uint32_t from, bool (*accept)(int32_t)) {
  while (peek(line, from) != END && accept(peek(line, from))) from++;
  return from;
}

static bool is_separate(Scanner *line, uint32_t at) { return peek(line, at) == END || is_space(peek(line, at)); }

static bool begins_with(Scanner *line, uint32_t at, const char *word) {
  for (; *word; word++, at++) {
    if (peek(line, at) != *word) return false;
  }
  return true;
}

// The number of characters of the line.
static uint32_t line_length(Scanner *line) {
  while (peek(line, line->length) != END) {
  }
  return line->length;
}

// Markers: `marker.rs`

// The most characters of a bracketed label that is not a roman numeral, and of any label.
enum { LONGEST_LABEL = 5, LONGEST_ROMAN = 15 };

// A marker by its places in the line: where it ends, and its label. `end` is zero where there is none.
typedef struct {
  uint32_t end;
  uint32_t label;
} Marker;

static const Marker NO_MARKER = {0, 0};

// The end of a suffix such as `bis` at `at`; `at` if there is none.
static uint32_t suffix_end(Scanner *line, uint32_t at) {
  static const char *const SUFFIXES[] = {"bis",    "ter",    "quater", "quinquies", "sexies",    "septies",   "octies",
                                         "nonies", "novies", "decies", "undecies",  "duodecies", "terdecies", "quaterdecies"};
  enum { LONGEST = 12 };
  uint32_t end = at;
  while (end - at <= LONGEST && is_lower(peek(line, end))) end++;
  for (size_t i = 0; i < sizeof(SUFFIXES) / sizeof(SUFFIXES[0]); i++) {
    if (strlen(SUFFIXES[i]) == end - at && begins_with(line, at, SUFFIXES[i])) return end;
  }
  return at;
}

// The end of a suffix behind a label, a space before it or not; `at` if there is none.
static uint32_t spaced_suffix_end(Scanner *line, uint32_t at) {
  uint32_t start = is_space(peek(line, at)) ? at + 1 : at;
  uint32_t end = suffix_end(line, start);
  return end > start ? end : at;
}

// The end of a suffix behind a delimiter, which has a delimiter of its own or white space; `at` if there is none.
static uint32_t trailing_suffix_end(Scanner *line, uint32_t at) {
  uint32_t end = spaced_suffix_end(line, at);
  if (end == at) return at;
  if (peek(line, end) == '.' || peek(line, end) == ')') end++;
  return peek(line, end) == END || is_whitespace(peek(line, end)) ? end : at;
}

// The end of the letters and digits of a label, those before `bound`; `at` if there are none or too many.
static uint32_t label_end(Scanner *line, uint32_t at, uint32_t bound) {
  uint32_t end = at;
  while (end < bound && end - at <= LONGEST_ROMAN && peek(line, end) != END && is_label(peek(line, end))) end++;
  return end - at <= LONGEST_ROMAN ? end : at;
}

// Goes past the digit of one place of a roman numeral, whose letters for one, five and ten are given.
static uint32_t past_roman_digit(const char *word, uint32_t at, const char *letters) {
  char one = letters[0], five = letters[1], ten = letters[2];
  if (one && word[at] == one && ((ten && word[at + 1] == ten) || (five && word[at + 1] == five))) return at + 2;
  if (five && word[at] == five) at++;
  for (int i = 0; i < 3 && one && word[at] == one; i++) at++;
  return at;
}

// Whether the characters are a roman numeral in its usual form, in one case.
static bool is_roman(Scanner *line, uint32_t start, uint32_t end) {
  char word[LONGEST_ROMAN + 2] = {0};
  if (start >= end || end - start > LONGEST_ROMAN) return false;
  bool lower = is_lower(peek(line, start));
  for (uint32_t at = start; at < end; at++) {
    int32_t c = peek(line, at);
    if (!(lower ? is_lower(c) : is_upper(c))) return false;
    word[at - start] = (char)(lower ? c : c - 'A' + 'a');
  }
  uint32_t at = past_roman_digit(word, 0, "m\0");
  at = past_roman_digit(word, at, "cdm");
  at = past_roman_digit(word, at, "xlc");
  return past_roman_digit(word, at, "ivx") == end - start;
}

static uint32_t digits_end(Scanner *line, uint32_t at) { return while_is(line, at, is_digit); }

static bool is_closing_bracket(int32_t c) { return c == ')' || c == 0xFF09; }

// `(x)` and `x)`, in ASCII or full width.
static Marker bracketed(Scanner *line, uint32_t start) {
  uint32_t open = peek(line, start) == '(' || peek(line, start) == 0xFF08 ? start + 1 : start;
  // A suffix that joins a number is not part of the label; one that joins letters cannot be told from them.
  uint32_t number = digits_end(line, open);
  bool inserted = number > open && suffix_end(line, number) > number;
  uint32_t label = label_end(line, open, inserted ? number : UINT32_MAX);
  if (label == open) return NO_MARKER;
  uint32_t suffix = spaced_suffix_end(line, label);
  if (!is_closing_bracket(peek(line, suffix))) return NO_MARKER;
  if (label - open > LONGEST_LABEL && !is_roman(line, open, label)) return NO_MARKER;
  uint32_t end = suffix + 1;
  if (suffix == label) end = trailing_suffix_end(line, end);
  return (Marker){end, open};
}

enum LabelKind { NO_LABEL, NUMBER, DOTTED, LETTER, CHINESE, ARABIC };

static enum LabelKind label_kind(Scanner *line, uint32_t start, uint32_t end) {
  if (start == end) return NO_LABEL;
  int32_t first = peek(line, start);
  int32_t second = end - start > 1 ? peek(line, start + 1) : END;
  bool two = end - start == 2;
  if (is_digit(first)) return digits_end(line, start) < end ? DOTTED : NUMBER;
  uint32_t chinese = start;
  while (chinese < end && is_chinese_numeral(peek(line, chinese))) chinese++;
  if (chinese == end) return CHINESE;
  if (is_arabic_letter(first) && (second == END || (two && second == 0x640))) return ARABIC;
  if (is_european_letter(first) && (second == END || (two && second == first))) return LETTER;
  return is_roman(line, start, end) ? LETTER : NO_LABEL;
}

// The end of `1`, `1.2`, `1.2.3`: numbers joined by single stops.
static uint32_t dotted_number_end(Scanner *line, uint32_t at) {
  uint32_t end = digits_end(line, at);
  while (peek(line, end) == '.') {
    uint32_t next = digits_end(line, end + 1);
    if (next == end + 1) break;
    end = next;
  }
  return end;
}

// `1.` `1.2` `1.2.` `a.` `aa.` `iv.`, `一、`, `第一、`, and an Arabic letter with `-`.
static Marker stopped(Scanner *line, uint32_t start) {
  uint32_t ordinal = peek(line, start) == 0x7B2C ? start + 1 : start;
  uint32_t label = is_digit(peek(line, ordinal)) ? dotted_number_end(line, ordinal) : label_end(line, ordinal, UINT32_MAX);
  uint32_t suffix = spaced_suffix_end(line, label);
  enum LabelKind kind = label_kind(line, ordinal, label);
  int32_t c = peek(line, suffix);
  bool wide = c == 0x3001 || c == 0xFF0E;
  uint32_t end = suffix;
  if (kind == ARABIC && c == ' ' && peek(line, suffix + 1) == '-') {
    end += 2;
  } else if ((kind == ARABIC && c == '-') || (kind == CHINESE && wide) ||
             ((kind == NUMBER || kind == LETTER) && (wide || c == '.')) || (kind == DOTTED && (c == '.' || c == ')'))) {
    end += 1;
  } else if (kind != DOTTED) {
    return NO_MARKER;
  }
  if (ordinal > start && kind != CHINESE) return NO_MARKER;
  if (suffix == label) end = trailing_suffix_end(line, end);
  return (Marker){end, ordinal};
}

// A capital with a stop, and white space or the line's end behind it.
static bool is_capital_and_stop(Scanner *line, uint32_t at) {
  int32_t c = peek(line, at);
  return c != END && is_european_letter(c) && IN_RANGES(UPPERCASE, c) && peek(line, at + 1) == '.' &&
         (peek(line, at + 2) == END || is_whitespace(peek(line, at + 2)));
}

static Marker first_marker(Scanner *line, uint32_t start) {
  int32_t c = peek(line, start);
  if (c == END) return NO_MARKER;
  Marker marker = {start + 1, start + 1};
  if (c != 0x2013 && c != 0x2014 && c != '-' && c != 0x2022) {
    marker = bracketed(line, start);
    if (!marker.end) marker = stopped(line, start);
    if (!marker.end) return NO_MARKER;
  }
  int32_t last = peek(line, marker.end - 1);
  bool wide = last == 0x3001 || last == 0xFF09 || last == 0xFF0E;
  int32_t next = peek(line, marker.end);
  if (!wide && next != END && !is_whitespace(next)) return NO_MARKER;
  // `A. B.` is the beginning of a name.
  bool initial = marker.end - start == 2 && is_capital_and_stop(line, start) &&
                 is_capital_and_stop(line, while_is(line, marker.end, is_whitespace));
  return initial ? NO_MARKER : marker;
}

// The end of the marker that follows another one at `at`: it is one only before text. Zero if there is none.
static uint32_t next_marker(Scanner *line, uint32_t at) {
  uint32_t end = first_marker(line, at).end;
  return end && peek(line, while_is(line, end, is_whitespace)) != END ? end : 0;
}

// Blocks: `block.rs`

static uint32_t directive_end(Scanner *line) {
  uint32_t end = 1;
  while (is_lower(peek(line, end)) || peek(line, end) == '-') end++;
  return end;
}

static bool is_gloss_headed(Scanner *line, uint32_t depth) {
  uint32_t start = while_is(line, depth, is_space);
  if (start == depth || peek(line, start) != '[') return false;
  uint32_t word = start + 1;
  while (is_lower(peek(line, word)) || peek(line, word) == '-') word++;
  if (word == start + 1 || (peek(line, word) != ']' && !is_space(peek(line, word)))) return false;
  uint32_t close = word;
  while (peek(line, close) != END && peek(line, close) != '[' && peek(line, close) != ']') close++;
  return peek(line, close) == ']' && is_separate(line, close + 1);
}

static bool is_footnote_label(Scanner *line) {
  if (!begins_with(line, 0, "[^")) return false;
  uint32_t end = 2;
  for (int32_t c; (c = peek(line, end)) != END && !is_whitespace(c) && c != '[' && c != ']';) end++;
  return end > 2 && begins_with(line, end, "]:");
}

static bool is_delimiter_row(Scanner *line) {
  bool drawn = false;
  for (uint32_t at = 0; peek(line, at) != END; at++) {
    int32_t c = peek(line, at);
    if (c != '|' && c != '-' && c != ':' && !is_space(c)) return false;
    drawn = drawn || c == '-';
  }
  return drawn;
}

// What a line of `:::` is: QUOTE_OPEN_START, QUOTE_CLOSE_START, or ERROR for neither.
static enum Token quote(Scanner *line) {
  uint32_t start = while_is(line, 3, is_space);
  int32_t first = peek(line, start);
  if (first == END) return QUOTE_CLOSE_START;
  if (first != '#' && first != '.' && first != '/' && !is_alphanumeric(first)) return ERROR;
  uint32_t end = start;
  while (peek(line, end) != END && !is_space(peek(line, end))) end++;
  return peek(line, while_is(line, end, is_space)) == END ? QUOTE_OPEN_START : ERROR;
}

static bool is_closing(int32_t c) {
  // )]}）］】》〉」』"'”’“‘»›*
  static const int32_t SIGNS[] = {')',    ']',    '}',  0xFF09, 0xFF3D, 0x3011, 0x300B, 0x3009, 0x300D, 0x300F,
                                  '"',    '\'',   0x201D, 0x2019, 0x201C, 0x2018, 0xBB,   0x203A, '*',    0};
  return is_one_of(c, SIGNS);
}

// Where the footnote mark begins that ends at `end`; `end` if there is none.
static uint32_t footnote_mark_start(Scanner *line, uint32_t end) {
  if (end == 0 || line->characters[end - 1] != ']') return end;
  uint32_t start = end - 1;
  while (start > 0) {
    int32_t c = line->characters[--start];
    if (c == '[') return line->characters[start + 1] == '^' && end - 1 > start + 2 ? start : end;
    if (c == ']' || is_whitespace(c)) return end;
  }
  return end;
}

static bool is_in_word(int32_t c) { return (c >= 0x300 && c <= 0x36F) || is_alphanumeric(c); }

static bool ends_with_conjunction(Scanner *line, uint32_t end) {
  // The Chinese ones need no space before them: 和及或并並
  static const int32_t CHARACTERS[] = {0x548C, 0x53CA, 0x6216, 0x5E76, 0x4E26, 0};
  // and or et ou y o e u и или und oder ed od أو
  static const int32_t WORDS[][6] = {
      {'a', 'n', 'd'}, {'o', 'r'}, {'e', 't'},       {'o', 'u'},
      {'y'},           {'o'},      {'e'},            {'u'},
      {0x438},         {0x438, 0x43B, 0x438},        {'u', 'n', 'd'}, {'o', 'd', 'e', 'r'},
      {'e', 'd'},      {'o', 'd'}, {0x623, 0x648},
  };
  enum { LONGEST = 5 };
  if (end == 0) return false;
  if (is_one_of(line->characters[end - 1], CHARACTERS)) return true;
  uint32_t start = end;
  while (start > 0 && end - start <= LONGEST && is_in_word(line->characters[start - 1])) start--;
  for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++) {
    uint32_t length = 0;
    while (WORDS[i][length]) length++;
    if (length == end - start && !memcmp(WORDS[i], line->characters + start, length * sizeof(int32_t))) return true;
  }
  return false;
}

// Whether the line holds nothing but markers.
static bool is_only_marker(Scanner *line) {
  uint32_t end = line_length(line), whole = end, last = 0;
  while (end > 0 && is_indentation(line->characters[end - 1])) end--;
  // What is trimmed away does not belong to the text that markers are read in.
  line->length = end;
  TSLexer *lexer = line->lexer;
  TSLexer nothing = {.lookahead = '\n'};
  line->lexer = &nothing;
  uint32_t at = while_is(line, 0, is_indentation);
  for (Marker marker = first_marker(line, at); marker.end; marker.end = next_marker(line, at)) {
    last = marker.end;
    at = while_is(line, last, is_space);
  }
  line->lexer = lexer;
  line->length = whole;
  return last > 0 && last == end;
}

static enum LineEnd line_end(Scanner *line) {
  uint32_t end = line_length(line);
  for (;;) {
    while (end > 0 && is_whitespace(line->characters[end - 1])) end--;
    uint32_t start = footnote_mark_start(line, end);
    if (start < end) {
      end = start;
    } else if (end > 0 && is_closing(line->characters[end - 1])) {
      end--;
    } else {
      break;
    }
  }
  // .;:–—-。；：，、؛،
  static const int32_t SIGNS[] = {'.',    ';',    ':',    0x2013, 0x2014, '-',   0x3002,
                                  0xFF1B, 0xFF1A, 0xFF0C, 0x3001, 0x61B,  0x60C, 0};
  int32_t last = end > 0 ? line->characters[end - 1] : 0;
  if (last && is_one_of(last, SIGNS)) return STRONG;
  if (last == ',') return COMMA;
  return ends_with_conjunction(line, end) || is_only_marker(line) ? STRONG : WEAK;
}

// Leaves `block` open behind this line, with the lengths of the tokens that follow.
static bool start(Scanner *line, enum Open block, uint32_t taken, enum Token token) {
  State *state = &line->state;
  *state = (State){.open = (uint8_t)block, .taken = {taken, 0}};
  return emit(line->lexer, token);
}

static bool text_line(Scanner *line) {
  State *state = &line->state;
  uint32_t indentation = while_is(line, 0, is_indentation);
  if (state->open == FOOTNOTE) return start(line, FOOTNOTE, indentation, FOOTNOTE_LINE);
  bool running = state->open == PARAGRAPH || state->open == ITEM;
  Marker marker = first_marker(line, indentation);
  bool number = marker.end && peek(line, marker.label) != END && is_digit(peek(line, marker.label));
  bool ended = !running || state->caption || state->end == STRONG || (state->end == COMMA && !number);
  bool item = marker.end && ended;
  bool under_heading = state->open == HEADING;
  enum Open block = item ? ITEM : running ? (enum Open)state->open : PARAGRAPH;
  enum LineEnd end = line_end(line);
  start(line, block, indentation, item ? ITEM_START : running ? TEXT_LINE : PARAGRAPH_START);
  state->end = (uint8_t)end;
  state->caption = !item && !running && under_heading;
  if (item) state->taken[1] = marker.end - indentation;
  return true;
}

// Takes a run of blank lines from the start of one on. Below a footnote an indented line behind it goes on with it.
static bool blank(Scanner *line) {
  TSLexer *lexer = line->lexer;
  bool footnote = line->state.open == FOOTNOTE;
  bool spaced = line->length > 0;
  bool blank_lines = false;
  for (;;) {
    while (is_space(lexer->lookahead)) {
      advance(lexer);
      spaced = true;
    }
    if (lexer->eof(lexer)) {
      if (spaced) lexer->mark_end(lexer);
      break;
    }
    if (lexer->lookahead != '\n' && lexer->lookahead != '\r') break;
    bool returned = lexer->lookahead == '\r';
    advance(lexer);
    if (returned && lexer->lookahead == '\n') advance(lexer);
    lexer->mark_end(lexer);
    spaced = false;
    blank_lines = true;
  }
  if (footnote && spaced && blank_lines && !lexer->eof(lexer)) {
    while (is_indentation(lexer->lookahead)) advance(lexer);
    lexer->mark_end(lexer);
    return emit(lexer, FOOTNOTE_RESUMED);
  }
  return start(line, OTHER, 0, BLANK);
}

static bool verbatim_line(Scanner *line) {
  TSLexer *lexer = line->lexer;
  if (peek(line, 0) == END) {
    if (lexer->lookahead == '\r') {
      advance(lexer);
      if (lexer->lookahead == '\n') advance(lexer);
    } else {
      advance(lexer);
    }
    return emit_here(lexer, VERBATIM_BLANK);
  }
  bool closing = begins_with(line, 0, "```") && peek(line, while_is(line, 3, is_space)) == END;
  uint32_t length = line_length(line);
  return start(line, closing ? NOTHING : VERBATIM, length, closing ? VERBATIM_END : VERBATIM_TEXT);
}

static bool attribute(Scanner *line) {
  uint32_t indent = while_is(line, 0, is_space);
  uint32_t key = indent;
  while (is_lower(peek(line, key)) || is_ascii_digit(peek(line, key)) || peek(line, key) == '-') key++;
  bool named = is_lower(peek(line, indent)) && peek(line, key) == ':' && is_separate(line, key + 1);
  if (named) return start(line, DECLARATION, key - indent, ATTRIBUTE_START);
  return start(line, DECLARATION, line_length(line), MALFORMED_ATTRIBUTE_START);
}

static bool gloss(Scanner *line) {
  uint32_t depth = 0;
  while (peek(line, depth) == '>') depth++;
  bool headed = is_gloss_headed(line, depth);
  bool running = line->state.open == GLOSS && line->state.depth == depth;
  start(line, GLOSS, depth, headed ? HEADED_GLOSS_START : running ? GLOSS_LINE : GLOSS_START);
  line->state.depth = depth;
  return true;
}

static bool row(Scanner *line) {
  uint8_t rows = line->state.open == TABLE ? line->state.rows : 0;
  start(line, TABLE, 0, rows == 1 && is_delimiter_row(line) ? DELIMITER_ROW_START : ROW_START);
  line->state.rows = rows < 2 ? rows + 1 : 2;
  return true;
}

// The block of the line that begins here. The token is empty but for blank lines.
static bool line_start(Scanner *line) {
  TSLexer *lexer = line->lexer;
  lexer->mark_end(lexer);
  line->length = 0;
  if (lexer->eof(lexer)) return false;
  if (line->state.open == VERBATIM) return verbatim_line(line);
  if (peek(line, while_is(line, 0, is_space)) == END) return blank(line);
  uint32_t length = 0;
  enum Token token;
  switch (peek(line, 0)) {
    case ' ':
    case '\t':
      if (line->state.open == DECLARATION) return attribute(line);
      break;
    case '#':
      while (length <= 9 && peek(line, length) == '#') length++;
      if (length > 9 || !is_space(peek(line, length))) break;
      return start(line, HEADING, length, (enum Token)(HEADING_START_1 + length - 1));
    case '@':
      length = directive_end(line);
      if (length < 2 || !is_separate(line, length)) break;
      return start(line, DECLARATION, length, DECLARATION_START);
    case '>':
      return gloss(line);
    case '[':
      if (is_footnote_label(line)) return start(line, FOOTNOTE, 1, FOOTNOTE_START);
      break;
    case '|':
      return row(line);
    case '`':
      if (begins_with(line, 0, "```")) return start(line, VERBATIM, line_length(line), VERBATIM_START);
      break;
    case ':':
      token = begins_with(line, 0, ":::") ? quote(line) : ERROR;
      if (token != ERROR) return start(line, OTHER, 3, token);
      break;
    case '%':
      if (peek(line, 1) == '%' && is_separate(line, 2)) return start(line, OTHER, line_length(line), COMMENT_START);
      break;
    default:
      break;
  }
  return text_line(line);
}

// Behind a marker: whether another one follows.
static bool behind_marker(Scanner *line) {
  line->lexer->mark_end(line->lexer);
  line->length = 0;
  uint32_t space = while_is(line, 0, is_space);
  uint32_t end = next_marker(line, space);
  line->state.taken[0] = end ? space : while_is(line, 0, is_indentation);
  line->state.taken[1] = end ? end - space : 0;
  return emit(line->lexer, end ? MORE_MARKERS : ITEM_TEXT);
}

// Inside a line

static bool taken(Scanner *line) {
  for (uint32_t left = line->state.taken[0]; left > 0 && !at_end(line->lexer); left--) advance(line->lexer);
  line->state.taken[0] = line->state.taken[1];
  line->state.taken[1] = 0;
  return emit_here(line->lexer, TAKEN);
}

static bool gap(TSLexer *lexer) {
  while (is_space(lexer->lookahead)) advance(lexer);
  return emit_here(lexer, GAP);
}

static bool newline(TSLexer *lexer) {
  if (lexer->lookahead == '\r') advance(lexer);
  if (lexer->lookahead == '\n') advance(lexer);
  return emit_here(lexer, NEWLINE);
}

// The rest of the line without the spaces and tabs at its end.
static bool rest(TSLexer *lexer) {
  while (!at_end(lexer)) {
    bool space = is_space(lexer->lookahead);
    advance(lexer);
    if (!space) lexer->mark_end(lexer);
  }
  return emit(lexer, REST);
}

// A quoted lemma to its closing quote, or a word.
static bool gloss_argument(TSLexer *lexer) {
  int32_t c = lexer->lookahead;
  if (at_end(lexer) || is_space(c) || c == ']') return false;
  bool quoted = c == '"', word = true;
  advance(lexer);
  while (!at_end(lexer) && lexer->lookahead != ']') {
    if (word && is_space(lexer->lookahead)) {
      lexer->mark_end(lexer);
      word = false;
      if (!quoted) return emit(lexer, GLOSS_ARGUMENT);
    }
    bool closing = quoted && lexer->lookahead == '"';
    advance(lexer);
    if (closing) return emit_here(lexer, GLOSS_ARGUMENT);
  }
  if (word) lexer->mark_end(lexer);
  return emit(lexer, GLOSS_ARGUMENT);
}


// Marks: `inline.rs`

// Whether a bar that is no part of an escape ends the cell. `escaped` follows the escapes up to here.
static inline bool is_bar(int32_t c, bool escaped, const bool *valid) { return valid[BAR] && c == '|' && !escaped; }

static inline bool escapes(int32_t c, bool escaped) { return c == '\\' && !escaped; }

// A target as it is read.
typedef struct {
  uint32_t length;
  int32_t first;
  int32_t front[7];
  int32_t tail[7];
  bool paren;
  bool named;
} Word;

static void push(Word *word, int32_t c) {
  if (word->length == 0) word->first = c;
  if (word->length < 7) word->front[word->length] = c;
  memmove(word->tail, word->tail + 1, 6 * sizeof(int32_t));
  word->tail[6] = c;
  if (c == '#' && !word->paren) word->named = true;
  if (c == '(' || c == ')') word->paren = true;
  word->length++;
}

static bool is_word(const int32_t *characters, const char *word) {
  for (; *word; word++, characters++) {
    if (*characters != *word) return false;
  }
  return true;
}

static bool is_target(const Word *word) {
  if (word->first == '#' || word->first == '@') return word->length > 1;
  bool web = (word->length > 5 && is_word(word->front, "http:")) || (word->length > 6 && is_word(word->front, "https:")) ||
             (word->length > 7 && is_word(word->front, "mailto:"));
  return word->named || web || (word->length > 7 && is_word(word->tail, ".treaty"));
}

// Whether a link's target and its `)` follow.
static bool target_follows(TSLexer *lexer, const bool *valid) {
  Word word = {0};
  bool inside = false, escaped = false;
  while (!at_end(lexer)) {
    int32_t c = lexer->lookahead;
    if (is_bar(c, escaped, valid) || is_whitespace(c) || (c == '(' && inside)) return false;
    if (c == ')' && !inside) return is_target(&word);
    if (c == '(') inside = true;
    if (c == ')') inside = false;
    escaped = escapes(c, escaped);
    push(&word, c);
    advance(lexer);
  }
  return false;
}

// Whether a language tag and its `}` follow.
static bool language_tag_follows(TSLexer *lexer) {
  int letters = 0;
  for (; is_lower(lexer->lookahead) && letters <= 3; letters++) advance(lexer);
  if (letters < 2 || letters > 3) return false;
  while (lexer->lookahead == '-') {
    advance(lexer);
    int subtag = 0;
    for (; subtag <= 8; subtag++) {
      int32_t c = lexer->lookahead;
      if (!is_lower(c) && !is_upper(c) && !is_ascii_digit(c)) break;
      advance(lexer);
    }
    if (subtag < 1 || subtag > 8) return false;
  }
  return lexer->lookahead == '}';
}

// At `[`: a footnote mark, a link, a language span, or text.
static bool bracket(TSLexer *lexer, const bool *valid) {
  advance(lexer);
  lexer->mark_end(lexer);
  // Both are looked for at once. A footnote mark goes before a label that ends at the same place.
  bool footnote = valid[FOOTNOTE_OPEN] && lexer->lookahead == '^', label = true, escaped = false;
  for (uint32_t at = 0; (footnote || label) && !at_end(lexer); at++) {
    int32_t c = lexer->lookahead;
    if (is_bar(c, escaped, valid)) break;
    if (c == ']' && footnote) {
      if (at > 1) return emit(lexer, FOOTNOTE_OPEN);
      footnote = false;
    }
    if (c == '[' || is_whitespace(c)) footnote = false;
    if (!escaped && c == ']' && label) {
      advance(lexer);
      if (lexer->lookahead == '(') {
        advance(lexer);
        if (target_follows(lexer, valid)) return emit(lexer, LINK_OPEN);
      } else if (lexer->lookahead == '{') {
        advance(lexer);
        if (language_tag_follows(lexer)) return emit(lexer, SPAN_OPEN);
      }
      break;
    }
    if (!escaped && (c == '[' || c == '|' || c == '{')) label = false;
    bool escape = escapes(c, escaped);
    advance(lexer);
    escaped = escape && is_punctuation(lexer->lookahead);
  }
  return emit(lexer, TEXT);
}

static bool opens_emphasis_behind(int32_t c) {
  // ([{)]}|"'“‘«„
  static const int32_t SIGNS[] = {'(', '[', '{', ')', ']', '}', '|', '"', '\'', 0x201C, 0x2018, 0xAB, 0x201E, 0};
  return is_whitespace(c) || is_one_of(c, SIGNS);
}

// At a run of stars where emphasis may open.
static bool stars(TSLexer *lexer) {
  uint32_t run = 0;
  for (; lexer->lookahead == '*'; run++) advance(lexer);
  lexer->mark_end(lexer);
  // .,;:)/"'”’»+*[]|{
  static const int32_t BEFORE[] = {'.', ',',    ';',    ':',  ')', '/', '"', '\'', 0x201D,
                                   0x2019, 0xBB, '+', '*', '[', ']', '|', '{',  0};
  int32_t c = lexer->lookahead, last = 0;
  if (run > 2 || at_end(lexer) || is_whitespace(c) || is_one_of(c, BEFORE)) return emit(lexer, TEXT);
  bool escaped = false;
  for (; !at_end(lexer); last = c) {
    c = lexer->lookahead;
    if (!escaped && (c == '*' || c == '[' || c == ']' || c == '|' || c == '{' || c == '}')) break;
    bool escape = escapes(c, escaped);
    advance(lexer);
    escaped = escape && is_punctuation(lexer->lookahead);
  }
  uint32_t closing = 0;
  for (; closing <= run && lexer->lookahead == '*'; closing++) advance(lexer);
  bool closes = closing == run && !is_whitespace(last);
  return emit(lexer, !closes ? TEXT : run == 1 ? EMPHASIS_OPEN : STRONG_OPEN);
}

// At `{` in a heading: an anchor if it is the last thing on the line.
static bool anchor(TSLexer *lexer) {
  advance(lexer);
  lexer->mark_end(lexer);
  if (lexer->lookahead != '#') return emit(lexer, TEXT);
  advance(lexer);
  uint32_t length = 0;
  for (int32_t c; !at_end(lexer) && (c = lexer->lookahead) != '{' && c != '}' && !is_whitespace(c); length++) {
    advance(lexer);
  }
  if (length == 0 || lexer->lookahead != '}') return emit(lexer, TEXT);
  advance(lexer);
  while (is_space(lexer->lookahead)) advance(lexer);
  return emit(lexer, at_end(lexer) ? ANCHOR_OPEN : TEXT);
}

static bool until(TSLexer *lexer, int32_t sign, enum Token token) {
  while (!at_end(lexer) && lexer->lookahead != sign) advance(lexer);
  return emit_here(lexer, token);
}

static bool target(TSLexer *lexer) {
  for (bool inside = false; !at_end(lexer) && (lexer->lookahead != ')' || inside);) {
    if (lexer->lookahead == '(') inside = true;
    if (lexer->lookahead == ')') inside = false;
    advance(lexer);
  }
  return emit_here(lexer, TARGET);
}

// At a `\\`, which the token does not yet hold: an escape or a line break if it begins the token, else the end of
// the text before it. False if it is text itself.
static bool backslash(TSLexer *lexer, const bool *valid, bool first) {
  lexer->mark_end(lexer);
  advance(lexer);
  bool escape = is_punctuation(lexer->lookahead);
  bool line_break = valid[LINE_BREAK] && at_end(lexer);
  if (!escape && !line_break) return false;
  if (!first) return emit(lexer, TEXT);
  if (escape) advance(lexer);
  return emit_here(lexer, escape ? ESCAPE : LINE_BREAK);
}

// A sign that begins or ends a mark, at the start of a token. False if it can be neither here.
static bool sign(TSLexer *lexer, const bool *valid) {
  switch (lexer->lookahead) {
    case '*':
      if (valid[EMPHASIS_OPEN]) return stars(lexer);
      if (!valid[EMPHASIS_CLOSE] && !valid[STRONG_CLOSE]) return false;
      while (lexer->lookahead == '*') advance(lexer);
      return emit_here(lexer, valid[EMPHASIS_CLOSE] ? EMPHASIS_CLOSE : STRONG_CLOSE);
    case '[':
      return valid[LINK_OPEN] && bracket(lexer, valid);
    case ']':
      if (!valid[LABEL_END]) return false;
      advance(lexer);
      advance(lexer);
      return emit_here(lexer, LABEL_END);
    case '{':
      return valid[ANCHOR_OPEN] && anchor(lexer);
    case '|':
      if (!valid[BAR]) return false;
      advance(lexer);
      return emit_here(lexer, BAR);
    default:
      return false;
  }
}

// Whether the text of a token ends before the sign `c`, behind the character `before`.
static bool ends_text(int32_t c, int32_t before, const bool *valid) {
  switch (c) {
    case '*':
      return valid[EMPHASIS_OPEN] ? opens_emphasis_behind(before) : valid[EMPHASIS_CLOSE] || valid[STRONG_CLOSE];
    case '[':
      return valid[LINK_OPEN];
    case ']':
      return valid[LABEL_END];
    case '{':
      return valid[ANCHOR_OPEN];
    case '|':
      return valid[BAR];
    default:
      return false;
  }
}

// A mark, or text up to the next sign. A token never ends between a star and what stands before it unless emphasis
// may open there: so the first character of a token needs no look back.
static bool inline_token(TSLexer *lexer, const bool *valid) {
  if (sign(lexer, valid)) return true;
  int32_t before = 0;
  for (bool first = true; !at_end(lexer); first = false) {
    int32_t c = lexer->lookahead;
    if (c == '\\') {
      if (backslash(lexer, valid, first)) return true;
    } else if (!first && ends_text(c, before, valid)) {
      break;
    } else {
      do advance(lexer);
      while (c == '*' && lexer->lookahead == '*');
    }
    before = c;
  }
  return emit_here(lexer, TEXT);
}

static bool scan(Scanner *scanner, const bool *valid) {
  TSLexer *lexer = scanner->lexer;
  if (valid[ERROR]) return false;
  if (valid[TAKEN]) return taken(scanner);
  if (valid[GAP]) return gap(lexer);
  if (valid[BLANK]) return line_start(scanner) && !scanner->failed;
  if (valid[ITEM_TEXT]) return behind_marker(scanner) && !scanner->failed;
  if (valid[LABEL_START]) return emit_here(lexer, LABEL_START);
  if (valid[GLOSS_ARGUMENT]) return gloss_argument(lexer);
  if (valid[FOOTNOTE_ID]) return until(lexer, ']', FOOTNOTE_ID);
  if (valid[ANCHOR_ID]) return until(lexer, '}', ANCHOR_ID);
  if (valid[TARGET]) return target(lexer);
  if (at_end(lexer)) return valid[NEWLINE] && newline(lexer);
  if (valid[REST]) return rest(lexer);
  return (valid[TEXT] || valid[BAR]) && inline_token(lexer, valid);
}

void *tree_sitter_treaty_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_treaty_external_scanner_destroy(void *payload) {
  Scanner *scanner = payload;
  ts_free(scanner->characters);
  ts_free(scanner);
}

unsigned tree_sitter_treaty_external_scanner_serialize(void *payload, char *buffer) {
  memcpy(buffer, &((Scanner *)payload)->state, sizeof(State));
  return sizeof(State);
}

void tree_sitter_treaty_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  State *state = &((Scanner *)payload)->state;
  *state = (State){0};
  if (length == sizeof(State)) memcpy(state, buffer, sizeof(State));
}

bool tree_sitter_treaty_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid_symbols) {
  Scanner *scanner = payload;
  scanner->lexer = lexer;
  return scan(scanner, valid_symbols);
}
