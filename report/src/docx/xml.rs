//! A part of a Word file while it is written: elements that always close, text that is always escaped.

/// XML text under construction.
pub(super) struct Xml(String);

impl Xml {
    /// An empty document.
    pub fn document() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned())
    }

    /// An element with what stands in it.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        self.0.push('>');
        inside(self);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.open(name, attributes);
        self.0.push_str("/>");
    }

    /// A property of the kind that has nothing but a value.
    pub fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Text, escaped. Characters that XML cannot hold are gone before: see `plain`.
    pub fn text(&mut self, text: &str) {
        self.escaped(text, false);
    }

    /// All of it.
    pub fn finish(self) -> String {
        self.0
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (attribute, value) in attributes {
            self.0.push(' ');
            self.0.push_str(attribute);
            self.0.push_str("=\"");
            self.escaped(value, true);
            self.0.push('"');
        }
    }

    fn escaped(&mut self, text: &str, attribute: bool) {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' if attribute => self.0.push_str("&quot;"),
                '\n' if attribute => self.0.push_str("&#10;"),
                _ => self.0.push(character),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_or_a_value_is_markup() {
        let mut xml = Xml(String::new());
        xml.element("a", &[("b", "\"<&>'\n")], |xml| xml.text("]]></a><c d=\"e\"/>&amp;\n"));
        assert_eq!(
            xml.finish(),
            "<a b=\"&quot;&lt;&amp;&gt;'&#10;\">]]&gt;&lt;/a&gt;&lt;c d=\"e\"/&gt;&amp;amp;\n</a>"
        );
    }
}
