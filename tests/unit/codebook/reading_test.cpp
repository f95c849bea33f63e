#include "codebook/constructions.h"
#include "codebook/reading/explain.h"
#include "codebook/reading/repairs.h"
#include "support.h"

namespace musnad::codebook {
namespace {

using testing::filler;
using testing::read;
using testing::used;

std::vector<FilledFrame> fill(const Document& doc) {
  return Reading(*testing::small_book(), doc).fill(SentenceId{0});
}

std::shared_ptr<const Codebook> whole_book() {
  static const auto book = Codebook::load(MUSNAD_SOURCE_DIR "/codebook");
  if (!book) ADD_FAILURE() << book.error().to_string();
  return *book;
}

TEST(Reading, FillsAnActiveClauseWithItsConjuncts) {
  const Document doc = read(
      "Gunmen gunman NOUN 2 nsubj\nkilled kill VERB 0 root Tense=Past|VerbForm=Fin\nnine nine NUM 4 nummod\nherders herder NOUN 2 obj\nand "
      "and CCONJ 6 cc\nsoldiers soldier NOUN 4 conj");
  const auto frames = fill(doc);
  ASSERT_EQ(frames.size(), 1u);
  EXPECT_EQ(frames[0].rule_name(), "kill");
  EXPECT_EQ(filler(doc, frames[0], "actor"), "Gunmen");
  ASSERT_EQ(frames[0].find("recipient")->fillers.size(), 2u);
  EXPECT_TRUE(frames[0].find("recipient")->fillers[1].conjunct);
}

TEST(Reading, IsMadeOnceForADocumentAndAnewWhereItWasMovedTo) {
  Document doc = read("Gunmen gunman NOUN 2 nsubj\nkilled kill VERB 0 root\nherders herder NOUN 2 obj");
  const Reading& first = reading_of(*testing::small_book(), doc);
  EXPECT_EQ(&reading_of(*testing::small_book(), doc), &first);
  EXPECT_EQ(&first.document(), &doc);
  Document moved = std::move(doc);
  EXPECT_EQ(&reading_of(*testing::small_book(), moved).document(), &moved);
  EXPECT_EQ(reading_of(*testing::small_book(), moved).fill(SentenceId{0}).size(), 1u);
}

TEST(Reading, Passive) {
  const Document doc =
      read("Herders herder NOUN 3 nsubj:pass\nwere be AUX 3 aux:pass\nkilled kill VERB 0 root\nby by ADP 5 case\ngunmen gunman NOUN 3 obl");
  const auto frames = fill(doc);
  ASSERT_EQ(frames.size(), 1u);
  EXPECT_TRUE(used(frames[0], "passive"));
  EXPECT_EQ(filler(doc, frames[0], "actor"), "gunmen");
  EXPECT_EQ(filler(doc, frames[0], "recipient"), "Herders");
}

TEST(Reading, ComposesRelativeClauseAndCoordination) {
  const Document doc = read(
      "Soldiers soldier NOUN 6 nsubj\nwho who PRON 3 nsubj\nkilled kill VERB 1 acl:relcl\nherders herder NOUN 3 obj\nalso also ADV 6 "
      "advmod\nattacked attack VERB 0 root\nposts post NOUN 6 obj\nand and CCONJ 9 cc\nthreatened threaten VERB 6 conj\nherders herder "
      "NOUN 9 obj");
  const auto frames = fill(doc);
  ASSERT_EQ(frames.size(), 3u);
  EXPECT_EQ(filler(doc, frames[0], "actor"), "Soldiers");
  EXPECT_TRUE(used(frames[0], "relative"));
  EXPECT_EQ(filler(doc, frames[2], "actor"), "Soldiers");
  EXPECT_TRUE(used(frames[2], "shared_subject"));
}

TEST(Reading, ControlUnderAThreatIsThreatened) {
  const Document doc = read(
      "Gunmen gunman NOUN 2 nsubj\nthreatened threaten VERB 0 root\nto to PART 4 mark\nattack attack VERB 2 xcomp VerbForm=Inf\nherders "
      "herder NOUN 4 obj");
  const auto frames = fill(doc);
  ASSERT_EQ(frames.size(), 2u);
  EXPECT_EQ(filler(doc, frames[1], "actor"), "Gunmen");
  EXPECT_EQ(frames[1].status.mood, ClaimMood::kThreatened);
  ASSERT_EQ(frames[1].marks.size(), 1u);
  EXPECT_EQ(doc.at(frames[1].marks[0].cue).form, "threatened");
}

TEST(Reading, LightVerbGivesItsSubjectAndNegationToTheNoun) {
  const Document doc = read(
      "Gunmen gunman NOUN 4 nsubj\ndid do AUX 4 aux\nnot not PART 4 advmod\nlaunch launch VERB 0 root\nattacks attack NOUN 4 obj\non on "
      "ADP 7 case\nherders herder NOUN 4 obl");
  const auto frames = fill(doc);
  ASSERT_EQ(frames.size(), 1u);
  EXPECT_EQ(doc.at(frames[0].trigger).form, "attacks");
  EXPECT_EQ(doc.at(frames[0].light).form, "launch");
  EXPECT_EQ(filler(doc, frames[0], "actor"), "Gunmen");
  EXPECT_EQ(filler(doc, frames[0], "recipient"), "herders");
  EXPECT_EQ(frames[0].status.polarity, Polarity::kDenied);
}

TEST(Reading, ATriggerOfSeveralWordsNeedsThemAll) {
  const Document fire =
      read("Gunmen gunman NOUN 2 nsubj\nopened open VERB 0 root\nfire fire NOUN 2 obj\non on ADP 5 case\nherders herder NOUN 2 obl");
  const auto frames = fill(fire);
  ASSERT_EQ(frames.size(), 1u);
  EXPECT_EQ(frames[0].trigger_words.size(), 2u);
  EXPECT_EQ(filler(fire, frames[0], "recipient"), "herders");
  const Document door = read("Gunmen gunman NOUN 2 nsubj\nopened open VERB 0 root\ndoors door NOUN 2 obj");
  EXPECT_TRUE(fill(door).empty());
}

TEST(Reading, TheMoreSpecificEntryWins) {
  const Document doc = read(
      "Gunmen gunman NOUN 2 nsubj\ncarried carry VERB 0 root\nout out ADP 2 compound:prt\nattacks attack NOUN 2 obj\non on ADP 6 "
      "case\nposts post NOUN 2 obl");
  const auto frames = fill(doc);
  ASSERT_FALSE(frames.empty());
  EXPECT_EQ(doc.at(frames[0].trigger).form, "carried");
  EXPECT_EQ(filler(doc, frames[0], "recipient"), "posts");
}

TEST(Reading, ThingsDoNotKillThings) {
  const Document things = read("Frost frost NOUN 2 nsubj\nkilled kill VERB 0 root\ncrops crop NOUN 2 obj");
  const Reading reading(*testing::small_book(), things);
  std::string why;
  EXPECT_TRUE(reading.fill_match(reading.matches_of(WordId{1}).front(), &why).empty());
  EXPECT_NE(why.find("neither"), std::string::npos);
  EXPECT_EQ(fill(read("Frost frost NOUN 2 nsubj\nkilled kill VERB 0 root\nherders herder NOUN 2 obj")).size(), 1u);
}

TEST(Reading, SpeechHasSourceAndContent) {
  const Document doc = read(
      "Soldiers soldier NOUN 2 nsubj\ndenied deny VERB 0 root\nthat that SCONJ 5 mark\ngunmen gunman NOUN 5 nsubj\nkilled kill VERB 2 "
      "ccomp\nherders herder NOUN 5 obj");
  const auto cues = Reading(*testing::small_book(), doc).fill_speech(SentenceId{0});
  ASSERT_EQ(cues.size(), 1u);
  EXPECT_EQ(filler(doc, cues[0], "source"), "Soldiers");
  EXPECT_EQ(filler(doc, cues[0], "content"), "killed");
}

TEST(Reading, WithoutTreesTheNearestNounsAreTakenAndItSaysSo) {
  const Document doc = read("Gunmen gunman NOUN _ _\nkilled kill VERB _ _\nherders herder NOUN _ _");
  const auto frames = fill(doc);
  ASSERT_EQ(frames.size(), 1u);
  EXPECT_TRUE(used(frames[0], "fallback:nearest"));
  EXPECT_EQ(filler(doc, frames[0], "actor"), "Gunmen");
  EXPECT_EQ(filler(doc, frames[0], "recipient"), "herders");
}

// "asked for mediation to free two pilots", the freeing hung on the asking: who mediates frees, and the other way round.
TEST(Reading, TwoActsThatAreEachOthersActorEnd) {
  const auto book = whole_book();
  auto docs = language::parse_conllu_documents(
      testing::conllu("\u0631\u0641\u0636\u062A \u0631\u0641\u0636 VERB 0 root\n"
                      "\u0637\u0644\u0628 \u0637\u0644\u0628 NOUN 1 obj\n"
                      "\u0647\u0627 \u0647\u0648 PRON 2 nmod\n"
                      "\u0627\u0644\u0648\u0633\u0627\u0637\u0629 \u0648\u0633\u0627\u0637\u0629 NOUN 2 obj Definite=Def\n"
                      "\u0644 \u0644 ADP 6 case\n"
                      "\u0627\u0644\u0627\u0641\u0631\u0627\u062C \u0627\u0641\u0631\u0627\u062C NOUN 2 obl Definite=Def\n"
                      "\u0639\u0646 \u0639\u0646 ADP 8 case\n"
                      "\u0627\u0644\u0637\u064A\u0627\u0631\u064A\u0646 \u0637\u064A\u0627\u0631 NOUN 6 nmod Definite=Def"),
      Language::kAr, "test");
  ASSERT_TRUE(docs) << docs.error().to_string();
  ASSERT_TRUE(make_matches_stage(book)->run(*docs));
  EXPECT_FALSE(Reading(*book, docs->front()).fill(SentenceId{0}).empty());
}

TEST(Matches, TheTaggersWordCountsWhereTheFormIsAmbiguous) {
  const Document noun = read("attack attack NOUN 0 root");
  ASSERT_EQ(noun.layer<LexiconMatch>().size(), 1u);
  EXPECT_EQ(noun.layer<LexiconMatch>()[0].upos, Upos::NOUN);
  const Document verb = read("attack attack VERB 0 root");
  ASSERT_EQ(verb.layer<LexiconMatch>().size(), 1u);
  EXPECT_EQ(verb.layer<LexiconMatch>()[0].upos, Upos::VERB);
}

TEST(Grammar, ClassesHoldWordsAndPhrases) {
  const auto book = testing::small_book();
  EXPECT_NE(book->find_grammar(Language::kEn, "negation", "Not"), nullptr);
  EXPECT_EQ(book->find_grammar(Language::kEn, "future", "Not"), nullptr);
  const Document doc = read("no no ADV 2 advmod\nlonger long ADV 0 root");
  EXPECT_NE(book->find_grammar(doc, WordId{0}, "negation"), nullptr);
  EXPECT_EQ(book->grammar_class(Language::kEn, "negation").size(), 2u);
}

TEST(Explain, TellsWhatFiredAndWhatDidNot) {
  const Document doc = read("Gunmen gunman NOUN 2 nsubj\nopened open VERB 0 root\ndoors door NOUN 2 obj");
  const std::string text = explain(*testing::small_book(), doc);
  EXPECT_NE(text.find("root:"), std::string::npos);
  EXPECT_NE(text.find("the other words of its trigger are missing"), std::string::npos) << text;
}

TEST(Repairs, ATreeLeadsToItsRoot) {
  const Arc root{{}, Relation::kRoot}, to_first{WordId{0}, Relation::kObj}, to_second{WordId{1}, Relation::kNmod};
  EXPECT_TRUE(is_tree({root, to_first, to_second}, {0, 3}));
  EXPECT_FALSE(is_tree({root, {WordId{2}, Relation::kObj}, to_second}, {0, 3}));  // a circle beside the root
  EXPECT_FALSE(is_tree({to_first, to_first, to_second}, {0, 3}));                 // its own head
  EXPECT_TRUE(is_tree({root, {WordId{2}, Relation::kObj}, to_second}, {0, 1}));   // of another sentence
}

// "Students came, among them two singers", with "them" under the singers: who hangs the singers under "them" makes a circle.
TEST(Repairs, APartIsNotHungBelowItself) {
  auto docs = language::parse_conllu_documents(
      testing::conllu(
          "Students student NOUN 2 nsubj\ncame come VERB 0 root\namong among ADP 4 case\nthem they PRON 6 dep\nfamous famous ADJ "
          "6 amod\nsingers singer NOUN 2 nsubj"),
      Language::kEn, "test");
  ASSERT_TRUE(docs);
  ASSERT_TRUE(make_matches_stage(whole_book())->run(*docs));
  const Reading reading(*whole_book(), docs->front());
  const std::vector<Arc> arcs(reading.arcs().begin(), reading.arcs().end());
  EXPECT_TRUE(is_tree(arcs, {0, 6}));
  EXPECT_EQ(reading.arc(WordId{5}).head, WordId{3});
  EXPECT_EQ(reading.arc(WordId{3}).head, WordId{1});
}

// "The minister Salim Idris lifted the curfew", the name called an object; and with nothing else that could be one.
TEST(Repairs, ANameBehindATitleIsTheTitles) {
  const auto tree = [](bool another) {
    std::string rows =
        "\u0631\u0641\u0639 \u0631\u0641\u0639 VERB 0 root\n"
        "\u0627\u0644\u0648\u0632\u064A\u0631 \u0648\u0632\u064A\u0631 NOUN 1 nsubj Definite=Def\n"
        "\u0633\u0644\u064A\u0645 \u0633\u0644\u064A\u0645 PROPN 1 obj\n"
        "\u0625\u062F\u0631\u064A\u0633 \u0625\u062F\u0631\u064A\u0633 PROPN 3 flat";
    if (another) rows += "\n\u0627\u0644\u062D\u0638\u0631 \u062D\u0638\u0631 NOUN 1 obj Definite=Def";
    auto docs = language::parse_conllu_documents(testing::conllu(rows), Language::kAr, "test");
    EXPECT_TRUE(docs);
    Document doc = std::move(docs->front());
    const WordId first{2}, last{3};
    doc.seal<Name>({{doc.at(first).span.cover(doc.at(last).span), {2, 4}, NameKind::kPerson, "test"}}, "test");
    EXPECT_TRUE(make_matches_stage(whole_book())->run({&doc, 1}));
    const Arc arc = Reading(*whole_book(), doc).arc(first);
    return std::pair(arc.head.value, arc.relation);
  };
  EXPECT_EQ(tree(true), std::pair(1U, Relation::kAppos));
  EXPECT_EQ(tree(false), std::pair(0U, Relation::kObj));
}

TEST(Status, ValuesAndKeys) {
  Status status;
  EXPECT_TRUE(set_status(status, "mood", "demanded"));
  EXPECT_FALSE(set_status(status, "mood", "denied"));
  EXPECT_EQ(status_value(status, "mood"), "demanded");
}

}  // namespace
}  // namespace musnad::codebook
