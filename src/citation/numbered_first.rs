//! Citations in languages that write a number before its unit and no spaces between words, as Chinese does:
//! `第四条第二款`, `本条第一款（三）项`, `《公约》第四条至第七条`, `附件一`. Owners stand in front.
//!
//! ```text
//! citation := [ owner ] path { SEPARATOR path }
//! path     := ( SIGN number UNIT | relative UNIT | UNIT number ) { SIGN ( number | label ) UNIT | label [ UNIT ] }
//! ```

use super::language::{Language, Word};
use super::lexer::{Lexer, TokenKind};
use super::number::{Number, chinese_value, digit_value};
use super::reader::{Citation, Owner, Step, Target, depth_of};
use super::unit::Unit;

/// The citations in `text`, in order. `lower` is the text in small letters, byte for byte as long.
pub(super) fn read(text: &str, lower: &str, language: &'static Language) -> Vec<Citation> {
    let languages = [language];
    let Some(sign) = language.grammar.ordinal_sign else { return Vec::new() };
    let reader = Reader { lexer: Lexer { text, lower, languages: &languages }, language, sign };
    let mut citations: Vec<Citation> = Vec::new();
    let mut done = 0;
    for (at, _) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
        if at < done {
            continue;
        }
        let Some((targets, end)) = reader.list(at) else { continue };
        let (start, owner) = reader.owner(at, done);
        done = end;
        citations.push(Citation { range: start..end, targets, owner });
    }
    citations
}

struct Reader<'a> {
    lexer: Lexer<'a>,
    language: &'static Language,
    sign: &'static str,
}

impl Reader<'_> {
    fn rest(&self, at: usize) -> &str {
        self.lexer.text.get(at..).unwrap_or_default()
    }

    /// The paths that are joined from byte `at` on, and where they end.
    fn list(&self, at: usize) -> Option<(Vec<Target>, usize)> {
        let (steps, mut end) = self.path(at, None)?;
        let mut targets = vec![Target { range: at..end, steps, end: None }];
        while let Some((range, start)) = self.separator(end) {
            let Some(last) = targets.last_mut() else { break };
            let before = last.end.as_ref().unwrap_or(&last.steps).clone();
            let Some((steps, next)) = self.path(start, Some(&before)) else { break };
            if range && last.end.is_none() {
                last.end = Some(steps);
                last.range.end = next;
            } else {
                targets.push(Target { range: start..next, steps, end: None });
            }
            end = next;
        }
        Some((targets, end))
    }

    /// Whether a range goes on at `end`, or a list, and where the next path begins.
    fn separator(&self, end: usize) -> Option<(bool, usize)> {
        let at = end + self.lexer.space(end);
        let comma = self.rest(at).starts_with('，').then_some('，'.len_utf8());
        let behind = at + comma.unwrap_or(0);
        match self.language.word_at(self.rest(behind)) {
            Some((Word::And, length)) => Some((false, self.skip(behind + length))),
            Some((Word::To, length)) => Some((true, self.skip(behind + length))),
            _ => None,
        }
    }

    fn skip(&self, at: usize) -> usize {
        at + self.lexer.space(at)
    }

    /// A path at `at`. Behind another path it goes on at the level where its first step fits.
    fn path(&self, at: usize, before: Option<&[Step]>) -> Option<(Vec<Step>, usize)> {
        let (first, mut end) = match before {
            None => self.first(at)?,
            Some(before) => self.first(at).or_else(|| self.bare(at, before))?,
        };
        let mut steps = before.map_or(Vec::new(), |before| inherited(before, &first));
        let mut depth = step_unit(&first).map(depth_of);
        steps.push(first);
        while let Some((step, next)) = self.deeper(end) {
            let next_depth = step_unit(&step).map(depth_of);
            let below = next_depth.is_none() || self.is_label_at(end) || next_depth > depth;
            if !below && !is_item_depth(depth) {
                break;
            }
            (depth, end) = (next_depth.or(depth), next);
            steps.push(step);
        }
        Some((steps, end))
    }

    /// The first step of a path.
    fn first(&self, at: usize) -> Option<(Step, usize)> {
        self.signed(at).or_else(|| self.relative(at)).or_else(|| self.unit_first(at))
    }

    /// A step right behind another.
    fn deeper(&self, end: usize) -> Option<(Step, usize)> {
        let at = self.skip(end);
        self.signed(at).or_else(|| self.label(at))
    }

    fn is_label_at(&self, end: usize) -> bool {
        self.rest(self.skip(end)).starts_with(['(', '（'])
    }

    /// `第四条`, `第八条之二`, `第（五）项`; `第四` before `、第五条`.
    fn signed(&self, at: usize) -> Option<(Step, usize)> {
        let start = self.skip(at + self.rest(at).strip_prefix(self.sign).map(|_| self.sign.len())?);
        if let Some((label, length)) = self.bracketed(start) {
            let (unit, word) = self.unit(self.skip(start + length))?;
            return Some((Step::Numbered(unit, label), self.skip(start + length) + word));
        }
        let length = number_length(self.rest(start))?;
        let unit_start = self.skip(start + length);
        let Some((unit, word)) = self.unit(unit_start) else {
            let unit = self.unit_of_list(start + length)?;
            let number = Number::parse(self.rest(start).get(..length)?)?;
            return Some((Step::Numbered(unit, number), start + length));
        };
        let end = unit_start + word;
        let suffix = self.rest(end).strip_prefix('之').and_then(number_length);
        let suffix = suffix.map_or(0, |length| '之'.len_utf8() + length);
        let printed = self.rest(start).get(..length)?;
        let number = Number::parse(&format!("{printed}{}", self.rest(end).get(..suffix)?))?;
        Some((Step::Numbered(unit, number), end + suffix))
    }

    /// The unit that stands at the end of `第四、第五和第六条`, from behind its first number.
    fn unit_of_list(&self, end: usize) -> Option<Unit> {
        const MOST: usize = 12;
        let mut at = end;
        for _ in 0..MOST {
            let (_, next) = self.separator(at)?;
            let start = next + self.rest(next).strip_prefix(self.sign).map_or(0, |_| self.sign.len());
            at = start + number_length(self.rest(start))?;
            if let Some((unit, _)) = self.unit(self.skip(at)) {
                return Some(unit);
            }
        }
        None
    }

    /// `本条`, `前款`, `该条`.
    fn relative(&self, at: usize) -> Option<(Step, usize)> {
        let (word, length) = self.language.word_at(self.rest(at))?;
        let (unit, more) = self.unit(at + length)?;
        // `该项协定`, `此项报告`: the word for a point also counts things.
        let counted = matches!(word, Word::Same | Word::Following) || self.rest(at).starts_with('此');
        let counts = unit == Unit::Point && counted;
        if unit.is_instrument() || counts {
            return None;
        }
        let step = match word {
            Word::This => Step::This(unit),
            Word::Same => Step::Same(unit),
            Word::Preceding => Step::Before(unit, 1),
            Word::Following => Step::After(unit, 1),
            _ => return None,
        };
        Some((step, at + length + more))
    }

    /// `附件一`: annexes bear their numbers behind.
    fn unit_first(&self, at: usize) -> Option<(Step, usize)> {
        let (unit, word) = self.unit(at)?;
        let behind = matches!(unit, Unit::Annex | Unit::Appendix | Unit::Schedule);
        let start = self.skip(at + word);
        let length = number_length(self.rest(start)).filter(|_| behind)?;
        let number = Number::parse(self.rest(start).get(..length)?)?;
        Some((Step::Numbered(unit, number), start + length))
    }

    /// A number alone behind a separator: `附件五、六和八`, or `第四、五条`.
    fn bare(&self, at: usize, before: &[Step]) -> Option<(Step, usize)> {
        if let Some(label) = self.label(at) {
            return Some(label);
        }
        let length = number_length(self.rest(at))?;
        let number = Number::parse(self.rest(at).get(..length)?)?;
        if let Some((unit, word)) = self.unit(at + length) {
            let same = before.last().and_then(step_unit) == Some(unit);
            return same.then_some((Step::Numbered(unit, number), at + length + word));
        }
        let unit = before.last().and_then(step_unit)?;
        let listed = matches!(unit, Unit::Annex | Unit::Appendix | Unit::Schedule);
        listed.then_some((Step::Numbered(unit, number), at + length))
    }

    /// `（三）项`, `(b)`.
    fn label(&self, at: usize) -> Option<(Step, usize)> {
        let (label, length) = self.bracketed(at)?;
        let end = at + length;
        match self.unit(end).filter(|(unit, _)| matches!(unit, Unit::Point | Unit::Paragraph)) {
            Some((unit, word)) => Some((Step::Numbered(unit, label), end + word)),
            None => Some((Step::Label(label), end)),
        }
    }

    fn bracketed(&self, at: usize) -> Option<(Number, usize)> {
        if !self.rest(at).starts_with(['(', '（']) {
            return None;
        }
        let token = self.lexer.token(at);
        let TokenKind::Label(number) = token.kind else { return None };
        Some((number, token.range.len()))
    }

    /// The unit at `at`, unless its word is the beginning of another.
    fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        let lower = self.lexer.lower.get(at..)?;
        self.language.unit_at(lower).filter(|_| self.language.idiom_at(lower).is_none())
    }

    /// Whose clauses a citation at `start` names, and where the name begins.
    fn owner(&self, start: usize, floor: usize) -> (usize, Owner) {
        let unsaid = (start, Owner::Unsaid);
        let Some(front) = self.lexer.text.get(floor..start) else { return unsaid };
        let stops = self.language.grammar.stops;
        let possessive = stops.first().and_then(|of| front.strip_suffix(of)).unwrap_or(front).trim_end();
        let end = floor + possessive.len();
        if let Some(inside) = possessive.strip_suffix('》') {
            let Some(open) = inside.rfind('《').map(|open| floor + open) else { return unsaid };
            return (open, Owner::Named(open + '《'.len_utf8()..floor + inside.len()));
        }
        let nouns = self.language.instruments.iter();
        let Some(noun) = nouns.filter(|noun| possessive.ends_with(*noun)).max_by_key(|noun| noun.len())
        else {
            return unsaid;
        };
        let noun = end - noun.len()..end;
        let before = self.lexer.text.get(floor..noun.start).unwrap_or_default();
        let words =
            self.language.words.iter().flat_map(|(role, words)| words.iter().map(move |word| (role, word)));
        let word = words.filter(|(_, word)| before.ends_with(*word)).max_by_key(|(_, word)| word.len());
        match word {
            Some((Word::This, word)) => (noun.start - word.len(), Owner::This),
            Some((Word::Same, word)) => (noun.start - word.len(), Owner::Same(Some(noun))),
            _ => {
                let name = self.name_start(floor, noun.start)..noun.end;
                (name.start, Owner::Named(name))
            }
        }
    }

    /// Where the name whose noun is at `noun` begins: behind what ends a phrase.
    fn name_start(&self, floor: usize, noun: usize) -> usize {
        const LONGEST: usize = 12;
        let Some(front) = self.lexer.text.get(floor..noun) else { return noun };
        let mut start = noun;
        for (at, character) in front.char_indices().rev().take(LONGEST) {
            let stopped = || {
                let behind = front.get(..at + character.len_utf8()).unwrap_or_default();
                self.language.grammar.stops.iter().any(|stop| behind.ends_with(stop))
            };
            if !character.is_alphanumeric() || stopped() {
                break;
            }
            start = floor + at;
        }
        start
    }
}

/// The bytes of the number at the start of `text`.
fn number_length(text: &str) -> Option<usize> {
    let figure = |c: char| digit_value(c).is_some();
    let digits = text.find(|c| !figure(c)).unwrap_or(text.len());
    if digits > 0 {
        return Some(digits);
    }
    let figures = |c: char| "〇零一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾".contains(c);
    let length = text.find(|c| !figures(c)).unwrap_or(text.len());
    text.get(..length).and_then(chinese_value).map(|_| length)
}

fn step_unit(step: &Step) -> Option<Unit> {
    match step {
        Step::Numbered(unit, _)
        | Step::This(unit)
        | Step::Same(unit)
        | Step::Before(unit, _)
        | Step::After(unit, _)
        | Step::Ordinal(unit, _)
        | Step::Only(unit) => Some(*unit),
        Step::Label(_) | Step::Climb(_) => None,
    }
}

fn is_item_depth(depth: Option<u8>) -> bool {
    depth.is_some_and(|depth| depth >= depth_of(Unit::Paragraph))
}

/// The steps of the path before that a path with this first step goes on from: those above its level.
fn inherited(before: &[Step], first: &Step) -> Vec<Step> {
    let Some(unit) = step_unit(first) else {
        let labels = before.iter().rev().take_while(|step| step_unit(step).is_none()).count();
        return before.iter().take(before.len() - labels.max(1)).cloned().collect();
    };
    if let Some(place) = before.iter().rposition(|step| step_unit(step) == Some(unit)) {
        return before.iter().take(place).cloned().collect();
    }
    let own = depth_of(unit);
    let item = own >= depth_of(Unit::Paragraph);
    let above = |step: &&Step| item && step_unit(step).is_some_and(|unit| depth_of(unit) < own);
    before.iter().take_while(above).cloned().collect()
}
