//! Links to the web: explicit links in the text, and where declared instruments can be read.

use super::File;
use crate::model::{BlockId, Document, LinkTarget, Place};
use crate::syntax::ast;
use crate::text::Span;

/// A link to the web.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebLink {
    /// The bytes that lead there: all of an explicit link, or the address that is declared.
    pub span: Span,
    /// The address, which begins with `http://` or `https://`.
    pub url: String,
}

/// The links to the web, in the order of the text.
pub fn links(file: &File) -> Vec<WebLink> {
    let document = file.document();
    let mut links: Vec<WebLink> = Vec::new();
    for (index, block) in document.blocks().iter().enumerate() {
        let block_id = BlockId::new(index);
        let here = ast::links(block).filter_map(|link| {
            let place = Place { block: block_id, span: link.whole.span };
            web(document, place, &ast::unescape(link.target.text))
        });
        links.extend(here);
    }
    let declared =
        document.declarations().instruments.iter().filter_map(|instrument| instrument.url.as_ref());
    links.extend(declared.filter_map(|url| web(document, url.place, &url.text)));
    links.sort_by_key(|link| link.span);
    links
}

/// Mail addresses are left out: they open nothing to read.
fn web(document: &Document, place: Place, target: &str) -> Option<WebLink> {
    let Some(LinkTarget::Web(url)) = LinkTarget::parse(target) else { return None };
    let is_page = url.starts_with("https://") || url.starts_with("http://");
    is_page.then(|| WebLink { span: document.absolute(place), url: url.to_owned() })
}
