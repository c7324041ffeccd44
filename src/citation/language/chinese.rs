//! Chinese, in simplified and traditional characters. Ordinals are `第` and a numeral, read by rule.

use super::{Grammar, Language, Word};
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
    words: &[
        (Word::And, &["、", "和", "及", "与", "與", "或", "以及", "或者", "暨", "并", "及其"]),
        (Word::To, &["至", "到", "直至"]),
        (Word::This, &["本", "此"]),
        (Word::Same, &["该", "該", "同", "同一"]),
        (Word::Preceding, &["前", "上一"]),
        (Word::Following, &["次", "下一"]),
    ],
    instruments: &[
        "宪章", "憲章", "公约", "公約", "条约", "條約", "协定", "協定", "协议", "協議", "议定书", "議定書", "规约",
        "規約", "宣言", "声明", "聲明", "决议", "決議", "章程", "盟约", "盟約", "专约", "專約", "宪法", "憲法",
        "规则", "規則", "备忘录", "備忘錄", "法典", "文书", "文書",
    ],
    measures: &[],
    grammar: Grammar {
        ordinal_sign: Some("第"),
        no_units: &["条约", "條約", "条例", "條例", "条款", "條款", "章节", "章節", "目标", "目標", "目的", "目录", "目錄", "目前", "项下", "節約", "节约", "条件", "條件", "款项", "款項", "章程", "项目", "項目", "节目", "編號", "编号"],
        stops: &[
            "的", "依", "据", "按", "照", "在", "与", "和", "及", "或", "由", "之", "从", "根据", "了", "于",
            "於", "對", "对", "除", "經", "经", "受", "以", "為", "为", "上述", "下述",
        ],
        ..Grammar::PLAIN
    },
};
