import Documents
import Testing

struct EscapeTests {
  @Test func `shows what a terminal would obey`() {
    #expect(Escape.terminal("plain é 😀") == "plain é 😀")
    #expect(Escape.terminal("\u{1B}[31mred\u{7}") == "\\u{1B}[31mred\\u{7}")
    #expect(Escape.terminal("a\nb\tc\r") == "a\\nb\\tc\\r")
    #expect(Escape.terminal("a\u{202E}b\u{2066}\u{200B}") == "a\\u{202E}b\\u{2066}\\u{200B}")
    #expect(Escape.terminal("\u{9B}31m\u{7F}") == "\\u{9B}31m\\u{7F}")
  }

  @Test func `writes fields that no spreadsheet runs`() {
    #expect(Escape.csv("plain") == "plain")
    #expect(Escape.csv("a,b") == "\"a,b\"")
    #expect(Escape.csv("say \"x\"\r\n") == "\"say \"\"x\"\"\r\n\"")
    for first in ["=", "+", "-", "@", "\t"] {
      #expect(Escape.csv("\(first)1") == "'\(first)1")
    }
    #expect(Escape.csv("\r1") == "\"'\r1\"")
    #expect(Escape.csv("=\"a\"") == "\"'=\"\"a\"\"\"")
    #expect(Escape.csv("") == "")
  }

  @Test func `keeps a cell of Markdown in its cell`() {
    #expect(Escape.markdown("a|b\n`c` [d](e) *f*") == "a\\|b \\`c\\` \\[d\\](e) \\*f\\*")
    #expect(Escape.markdown("<b>&") == "&lt;b&gt;&amp;")
  }

  @Test func `makes text harmless in HTML`() {
    #expect(
      Escape.html("<a href=\"x\" id='y'>&\u{0}")
        == "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;\u{FFFD}")
  }
}
