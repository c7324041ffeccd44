//! Chinese, in simplified and traditional characters. Ordinals are `第` and a numeral, read by rule.

use super::Language;
use crate::citation::Unit;

pub(super) const TABLE: Language = Language {
    tag: "zh",
    unspaced: true,
    lengthens: false,
    units: &[
        (Unit::Preamble, &["序言", "前言"]),
        (Unit::Part, &["部分", "部份"]),
        (Unit::Title, &["编", "編"]),
        (Unit::Chapter, &["章"]),
        (Unit::Section, &["节", "節"]),
        (Unit::Subsection, &["小节", "小節"]),
        (Unit::Article, &["条", "條"]),
        (Unit::Rule, &["规则", "規則"]),
        (Unit::Annex, &["附件"]),
        (Unit::Appendix, &["附录", "附錄"]),
        (Unit::Schedule, &["附表"]),
        (Unit::Protocol, &["议定书", "議定書"]),
        (Unit::Agreement, &["协定", "協定"]),
        (Unit::Understanding, &["谅解", "諒解"]),
        (Unit::Decision, &["决定", "決定"]),
        (Unit::Declaration, &["声明", "聲明", "宣言"]),
        (Unit::Note, &["注释", "註釋", "说明", "說明"]),
        (Unit::Paragraph, &["款"]),
        (Unit::Point, &["项", "項", "目"]),
        (Unit::Sentence, &["句"]),
    ],
    ordinals: &[],
    cardinals: &[],
    tens: &[],
    formulas: &["议定如下", "議定如下", "协议如下", "協議如下", "达成协议如下", "商定如下", "同意如下"],
    testimonia: &["为此，", "為此，", "以资证明", "以資證明", "本宪章应", "订于", "訂於"],
    about: &[],
    words: &[],
    instruments: &[],
    measures: &[],
};
