#include "ingest/characters/mojibake.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/utf8.hpp"
#include "ingest/characters/single_byte.hpp"

namespace hearsay {
namespace {

// The damage itself: every byte outside ASCII read as a character and encoded again.
std::string damaged(std::string_view text, bool latin1 = false) {
  const SingleByteTable& table = *single_byte_table("windows-1252");
  std::string out;
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80)
      out += c;
    else
      append_utf8(out, latin1 ? byte : table[byte - 0x80U]);
  }
  return out;
}

std::string mended(std::string_view text) {
  auto out = mend_mojibake(text);
  return out ? out->text : std::string(text);
}

// Right sentences of our own in many languages, with the typography of each.
const std::vector<std::string>& right_texts() {
  static const std::vector<std::string> texts = {
      "“It wasn’t me,” she said — “ask the mayor’s café owner…” £5, 20 °C, ½ price, © 2019.",
      "« C’était l’été », dit-il ; « où çà ? » Noël à Tours : « Là-bas, déjà… »",
      "«\u00A0L’été\u00A0», «\u00A0déjà\u00A0», «\u00A0où\u00A0»\u00A0; «\u00A0à\u00A0»\u00A0!",
      "LE MARCHÉ D’ÉTÉ «\u00A0À L’HÔTEL\u00A0» : ÇA IRA… «BÂTI», «ÊTRE»",
      "«AMANHû, disse. AMANHÃ… NÃO! “IRMÔ – MANHÃ\u00A0de SÃO JOÃO; CORAÇÃO – LÃ’s",
      "A irmã não vem amanhã; é a manhã de São João. Às vezes, à tarde, é assim.",
      "«¿Está…?», preguntó el niño. «Ya está»… «Sí», «No»; ESPAÑA, «AÑO», 1.º, 2.ª",
      "«está»…pero «café»–bar, él»–dijo; “Ñ”, “Á”… «É»",
      "Perché no? «È vero»… «CAFFÈ», “CITTÀ”; ‹È› così… l’«È» maiuscola",
      "„Die Straße“, sagte Ämilia, „ist schön“ – „Ä“, „Ö“, „Ü“… GRÖSSE «Ä»",
      "Får jag öl på Öland? ”Å”, ”Ä” och ”Ö”… Å\u00A0i Lofoten, «Å», 5\u00A0Å–7\u00A0Å",
      "»Åh nej«, sagde han. »Ø«… Æ\u00A0– ØL; På Å’s bredde",
      "Žluťoučký kůň: „Příliš“… „Š“ – ŘEKA; »Č«",
      "„Zażółć gęślą jaźń” – mówi Łódź… „Ż”; «Ć»",
      "„Școala română” – „Î” din «Ţară»… „ROMÂNIA”, Â\u00A0și Ă",
      "“İstanbul’da” dedi… «HALÛ, “Ğ”, “Ş”; HÂLÂ’yı – HÂLÂ…",
      "“Việt Nam” – “ở đâu?”… Ê, Â, Ô; “Â”… «Ừ»",
      "«Да», — сказала она. — «Нет»… „Ё“; №\u00A05",
      "«Όχι», είπε… «Ναι»· “Ω”",
      "هو قال: «لا»… “نعم”، ثم ذهب إلى المدينة",
      "הוא אמר: ”לא” – ”כן”…",
      "“不，”他说……《标题》—“是”。",
      "「はい」と彼女は言った…『本』〜・",
      "“아니요”라고 말했다… ‘네’",
      "“नहीं,” उसने कहा… ‘हाँ’",
      "“ไม่” เขาพูด… ‘ใช่’",
      "Ísland: „Þetta er ð“, sagði hún… „Ð“ – ÐÞ; „Á“",
      "The vowels Ã, Ä, Å, Â; Ã® Ã© are notes? Ã\u00A0is a letter, “Ô too; Ã’s shape, Ã–type",
      "x × y ÷ z ± 2 µm² · 3 ½ Ð Ñ Ø ß ð Þ ¿ ¡ § ¶ ¬ ¢ ¥ ¦ ª º ¹ ² ³ ¼ ¾ × ÷",
      "IRMò and IRMó and MANHÃ© carry footnotes; LÃ™",
      "naïve façade, cliché, Zoë, Brontë’s, Beyoncé—“Señor” Ångström’s",
      "TÊTE-À-TÊTE… «PÂTÉ»; “FORÊT”—‘FÛT’",
  };
  return texts;
}

TEST(mojibake_test, leaves_right_texts_alone) {
  std::string all;
  for (const std::string& text : right_texts()) {
    // Notes on the letter Ã alone are the one thing that reads as damage; see below.
    if (text.starts_with("The vowels")) continue;
    EXPECT_EQ(mended(text), text);
    all += text + "\n";
  }
  EXPECT_EQ(mended(all), all);
}

TEST(mojibake_test, leaves_every_pair_of_word_end_and_punctuation_alone) {
  const std::vector<std::string> marks = {"’", "‘",       "“",  "”",  "–",  "—", "…",
                                          "„", "‚",       "›",  "‹",  "«",  "»", "\u00A0",
                                          "•", "\u00A0»", "»…", "”…", "’…", "…»"};
  for (const char* word : {"A", "AB", "ab", ""}) {
    for (char32_t letter = 0xC0; letter <= 0xFF; ++letter) {
      for (const std::string& mark : marks) {
        std::string text = std::string(word);
        // A capital after a small letter is no word, nor is one that only a note could be about.
        bool capital = letter < 0xDF;
        if (capital && text == "ab") continue;
        append_utf8(text, letter);
        if (text == "Â" && (mark == "\u00A0" || mark == "\u00A0»")) continue;
        text += mark + " next";
        EXPECT_EQ(mended(text), text);
      }
    }
  }
}

TEST(mojibake_test, mends_whole_texts_in_many_languages) {
  for (const std::string& text : right_texts()) {
    if (text.starts_with("x ×") || text.starts_with("The vowels")) continue;
    EXPECT_EQ(mended(damaged(text)), text);
    EXPECT_EQ(mended(damaged(text, true)), text);
    EXPECT_EQ(mended(damaged(damaged(text))), text);
  }
}

TEST(mojibake_test, mends_single_places_in_plain_texts) {
  for (std::string text :
       {"It wasn’t me", "“Quoted” text", "a – b", "a … b", "costs €5", "Brand™ x", "costs £5",
        "20°C", "the café owner", "Señor", "État", "garçon", "naïve", "hello 😀", "✓ done", "more ▾",
        "go → on", "über alles", "Ünlü biri"}) {
    EXPECT_EQ(mended(damaged(text)), text);
    EXPECT_EQ(mended(damaged(damaged(text))), text);
    EXPECT_EQ(mended(damaged(damaged(damaged(text)))), text);
  }
  EXPECT_EQ(mended("Hello.Â\u00A0 World"), "Hello.\u00A0 World");
}

TEST(mojibake_test, mends_the_damaged_part_of_a_mixed_text) {
  EXPECT_EQ(mended("Right: é, “Ö”. Wrong: itâ€™s cafÃ©."), "Right: é, “Ö”. Wrong: it’s café.");
}

TEST(mojibake_test, leads_back_to_the_damaged_characters) {
  std::string text = "a" + damaged("’") + "b" + damaged(damaged("é")) + "c";
  auto out = mend_mojibake(text);
  ASSERT_TRUE(out.has_value());
  ASSERT_EQ(out->text, "a’béc");
  const OffsetMap& map = out->offsets;
  EXPECT_EQ(map.to_source({0, 1}), (Span{0, 1}));
  EXPECT_EQ(map.to_source({1, 4}), (Span{1, 9}));
  EXPECT_EQ(map.to_source({4, 5}), (Span{9, 10}));
  EXPECT_EQ(map.to_source({5, 7}), (Span{10, 18}));
  EXPECT_EQ(map.to_source({7, 8}), (Span{18, 19}));
  EXPECT_EQ(map.kind[map.run_at(1)], RunKind::repaired);
  EXPECT_EQ(map.kind[map.run_at(4)], RunKind::verbatim);
}

TEST(mojibake_test, survives_odd_inputs) {
  EXPECT_FALSE(mend_mojibake("").has_value());
  EXPECT_FALSE(mend_mojibake("a").has_value());
  EXPECT_FALSE(mend_mojibake("Ã").has_value());
  EXPECT_FALSE(mend_mojibake("â€").has_value());
  EXPECT_FALSE(mend_mojibake("ðŸ˜").has_value());
  std::string many;
  for (int i = 0; i < 100000; ++i) many += "â€™";
  auto out = mend_mojibake(many);
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->text.size(), 300000u);
  EXPECT_EQ(out->offsets.runs(), 1u);
}

}  // namespace
}  // namespace hearsay
