// Patterns: the sentences of news and their parts, with slots for words and names ('~' and a
// letter, see Teller::fill_slot). Internal to this folder. Covered by
// eval/lineage/lineage_test.cpp.
//
//   n noun  m nouns  w v g verb: infinitive, past, gerund  j adjective  r adverb
//   D M the, a, this, his, ... of a noun or nouns  A still, even, ...
//   p person of the story  h H o he, his, him  f any person  b body  l place  d day of the week
//   e the happening  k count  y year  S source  N noun phrase  X adverbial  C clause
#pragma once

#include <array>
#include <string_view>

namespace hearsay::eval {

using Pattern = std::string_view;

// One pattern a line would be 600 lines.
// clang-format off

constexpr auto kFlatNounPhrases = std::to_array<Pattern>({
    "~D ~n", "~D ~n", "~D ~n", "~M ~m", "a ~n", "a ~n", "a ~j ~n", "the ~j ~n", "the ~j ~m", "~m",
    "~j ~m", "~k ~m", "his ~n", "her ~n", "their ~m", "its ~n", "the ~e", "the ~e", "~p", "~l",
    "~b", "some ~m", "this ~n", "all ~m", "an ~n ~n", "it", "the ~n ~n", "no ~n", "~n",
    "~D ~n in ~l", "a ~n of ~m", "~D ~n and the ~n", "my ~n", "our ~m", "one of ~M ~m", "~D ~j ~n",
    "~D ~n ~n", "~M ~j ~m", "~D ~j ~n", "~n ~m", "~M ~n ~m", "~j ~m", "~m and ~m", "~n", "~D ~n ~n",
    "~j ~n", "~M ~m"
});

constexpr auto kNounPhrases = std::to_array<Pattern>({
    "~D ~n of ~N", "the ~n of ~D ~n", "a ~n from ~l", "the ~n", "a ~j ~n", "~k ~m", "the ~j ~m",
    "the ~n’s ~n", "~p", "~b", "the ~e", "~M ~m who ~v ~N", "~D ~n that ~v ~N", "~m and ~m",
    "the ~j ~n and ~m", "more than ~k ~m", "at least ~k ~m", "one of the ~m", "~D ~n in the ~n",
    "a ~n of the ~n", "many of ~M ~m", "the first ~n of ~N", "two other ~m", "a new ~n",
    "the ~n for ~N", "a ~n with ~N", "what ~h called a ~j ~n", "his ~n and ~H ~n",
    "the ~n to ~w ~N", "a ~k ~n in ~l", "people in ~D ~n", "~f", "most of the ~m", "~D ~j ~n",
    "~D ~n ~n", "~M ~j ~m", "~D ~j ~n ~n", "~n ~m", "~M ~n ~m", "~j ~m and ~n ~m", "~D ~n", "~M ~m"
});

constexpr auto kDeterminers = std::to_array<Pattern>({
    "the", "the", "the", "the", "the", "the", "the", "a", "a", "a", "a", "this", "another", "any",
    "his", "her", "its", "their", "your", "our", "my", "that", "each", "no", "every", "such a",
    "one", "the same", "the next", "its own", "what", "the other", "either", "whatever"
});

constexpr auto kPluralDeterminers = std::to_array<Pattern>({
    "the", "the", "the", "the", "the", "the", "these", "those", "some", "many", "several", "such",
    "few", "all", "both", "other", "any", "his", "her", "their", "our", "your", "various",
    "the two", "the three", "hundreds of", "thousands of", "dozens of", "millions of", "enough",
    "only", "more", "most", "two", "a few", "much of the", "the last", "the first"
});

constexpr auto kSmallAdverbs = std::to_array<Pattern>({
    "also", "also", "just", "just", "only", "only", "even", "now", "now", "still", "then",
    "already", "again", "never", "ever", "well", "back", "really", "too", "perhaps", "almost",
    "later", "once", "however", "not", "not", "not", "instead", "always", "actually", "simply",
    "far", "away", "yet", "soon", "rather", "often", "since", "so", "there", "here", "quite",
    "recently", "reportedly", "allegedly"
});

constexpr auto kAdverbials = std::to_array<Pattern>({
    "in ~l", "in ~D ~n", "on ~d", "on ~d ~n", "at ~D ~n", "at ~D ~n of ~N", "in ~y", "for ~k ~m",
    "from ~l", "with ~N", "to the ~n", "of ~D ~n", "last week", "last year", "in the ~j ~n",
    "for the ~n", "from the ~n", "with ~D ~n", "by the ~n", "on the ~n", "into ~D ~n", "near ~l",
    "over the ~n", "about ~N", "under ~D ~n", "against ~N", "in ~l on ~d", "by ~N", "of ~N",
    "as ~D ~n", "during the ~n", "since ~y", "between ~l and ~l", "out of the ~n", "up to ~D ~n",
    "like a ~n", "without ~N", "before ~D ~n", "through ~N", "after the ~e", "this ~n", "to ~l",
    "off ~D ~n", "into ~N", "around ~N", "among ~M ~m", "on ~N", "on ~D ~n", "to ~N", "down ~D ~n",
    "back to ~l", "out of ~N", "off ~D ~n", "upon ~N", "along ~D ~n", "within ~k ~m", "every ~n",
    "behind ~N", "across ~l", "throughout ~D ~n", "despite ~N", "because of ~N", "on ~N", "to ~N",
    "for ~N", "for ~N", "at ~N", "~r", "~A", "in order to ~w ~N", "instead of ~N", "such as ~N",
    "in ~N", "in ~N", "as well", "years ago", "at the time", "for the first time", "with ~N",
    "next ~n", "over ~k ~m", "to ~N", "from ~N"
});

constexpr auto kSources = std::to_array<Pattern>({
    "a ~n", "the ~n", "~b", "~D ~n for ~b", "~j ~m", "~m in ~l", "~D ~n of ~b", "~p", "local ~m",
    "a ~n who asked not to be named", "two ~m", "people close to the ~n", "state television", "~f",
    "news ~m", "a report by ~b", "the ~n’s ~n", "police in ~l", "~f of ~b", "one ~n"
});

constexpr auto kFlatClauses = std::to_array<Pattern>({
    "~N ~v ~N", "~N was ~v", "it was ~j", "~h ~v ~N", "they were ~v", "~N had been ~v", "~p ~v ~N",
    "~D ~n is ~j", "there was a ~n", "~h had ~v ~N", "they ~v ~N", "~N has ~v ~N", "it has been ~v",
    "she was ~v ~X", "he had ~D ~n", "~N were ~j", "~N would ~w", "who ~v it", "~N could not ~w ~N",
    "~b will ~w ~N", "~N may have been ~v", "he would be ~v", "~D ~n did not ~w", "~N are ~v ~X",
    "I ~v ~o", "you are ~A ~j", "we can ~w", "~h was ~A ~v", "~N should ~w ~N", "they can ~A be ~v",
    "~N is ~A ~g ~N", "people ~w ~N", "they ~v ~o ~X", "these are ~M ~m", "~N is to ~w ~N",
    "~N and ~N ~v ~X", "~h does not ~w ~N"
});

constexpr auto kClauses = std::to_array<Pattern>({
    "~N ~v ~N", "~N ~v ~N ~X", "~N has ~v ~N", "~N was ~v ~X", "~N were ~v by ~N", "~p said ~C",
    "~p said that ~C", "~p told ~S that ~C", "it was not ~j that ~N had ~v", "there is ~N ~X",
    "there were ~N ~X", "~N is ~v to ~w ~N", "~N will be ~v ~X", "~N had been ~v by ~N",
    "~h ~v to ~w ~N", "~h is ~D ~n of ~N", "they have ~v ~N ~X", "it is ~r ~j to ~w ~N",
    "~b said it would ~w ~N", "~b has ~v that ~C", "~S said ~C", "~S told ~S ~C", "~N are ~j",
    "according to ~S, ~C", "~N, which ~v ~N, was ~j", "~N, who has ~v ~N, ~v ~X",
    "neither ~N nor ~N was ~j", "~N did not ~w ~N", "~N could ~w ~N", "~N may not be ~j",
    "~h said ~h had ~v ~N", "~h was ~r ~v ~X", "it ~v ~N, and ~N ~v ~X", "what ~v ~N was ~N",
    "~N also ~v ~N", "~N would have ~v ~N", "~N can be ~v ~X", "some of ~N have ~v ~N",
    "no one ~v ~N", "~N is believed to have ~v ~N", "~N has not been ~v", "~k of them were ~v ~X",
    "it is not clear if ~C", "~S reported that ~C", "~p, who ~v ~N, has ~v ~N", "all of ~N was ~v",
    "~N, ~k, was ~v ~X", "~D ~n that ~N ~v was ~j", "~N has been ~v as ~N", "~h also ~v ~N ~X",
    "~N is ~g ~N", "~N are ~g ~N ~X", "~N was ~A ~g ~N", "they do not ~w ~N", "~N may ~w ~N",
    "~N ~A ~v ~N ~X", "~N has ~A been ~v", "how ~N ~v ~N is not known", "those ~v ~X were ~j",
    "~N should be ~v", "~N says ~C", "~N does not ~w ~N", "this is ~A ~N", "they were ~A ~g ~N",
    "we ~w ~N ~X", "you can ~w ~N ~X", "~N might ~w ~N", "~N and ~N are ~A ~v", "~N wants to ~w ~N",
    "it is ~g ~N", "~N must ~w ~N", "being ~v ~X is ~j", "there are ~A ~M ~m ~X", "it was ~A ~v ~X",
    "~h is ~g ~o ~X", "~N went on to ~w ~N", "~N came ~X", "~N took ~N ~X"
});

constexpr auto kOpenings = std::to_array<Pattern>({
    "on ~d, ", "in ~l, ", "in ~y, ", "last week, ", "but ", "and ", "in ~D ~n ~X, ",
    "after ~g ~N, ", "as ~C, ", "while ~C, ", "when ~C, ", "for ~k ~m, ", "at ~D ~n, ",
    "despite ~N, ", "according to ~S, ", "however, ", "if ~C, ", "~r, ", "with ~N, ",
    "before ~g ~N, ", "since ~C, ", "in ~D ~n of ~N, ", "to ~w ~N, ", "now ", "because ~C, ",
    "then ", "so ", "by ~d, ", "earlier this ~n, ", "although ~C, "
});

constexpr auto kTails = std::to_array<Pattern>({
    " ~X", " ~X", " ~X", " ~X", " ~X", " and ~v ~N", " and ~N", ", and ~C", ", but ~C", " after ~C",
    " because ~C", " as ~C", ", according to ~S", ", ~p said", ", ~S said", ", which ~v ~N",
    " that ~v ~N", ", who ~v ~N", " to ~w ~N", " to ~w ~N ~X", " when ~C", ", ~g ~N",
    " while ~g ~N", " before ~C", " and the ~n of ~N", " in an ~n to ~w ~N", ", where ~C",
    " but not ~N", ", with ~N", " if ~C", " or ~v ~N", ", including ~N", " so that ~C",
    ", although ~C", " than ~N", ", a ~n of ~N", ", when ~h ~v ~N", " who had ~v ~N",
    " that had been ~v", ", in which ~C", " and to ~w ~N", " by ~g ~N", " and that ~C",
    " and ~h ~v ~N", ", an ~n that ~v ~N", " without ~g ~N", ", or ~N", " into ~N", " on ~N",
    ", ~A ~X", " about ~N", " up to ~N", " and ~A ~g ~N", " to be ~v", " being ~v ~X",
    ", just as ~C", " since ~C", " whether ~C", " until ~C", " even if ~C", " on ~N", " to ~N",
    " for ~N", " with ~N", " over ~N", " while ~C"
});

constexpr auto kLeads = std::to_array<Pattern>({
    "~N ~v ~N in ~l on ~d", "~p has ~v ~N after ~N was ~v", "~k ~m were ~v in ~l when ~C",
    "the ~e in ~l has ~v ~N", "~b ~v ~N on ~d, ~g ~N", "a ~n in ~l has been ~v after ~C",
    "a ~j ~e ~v ~N ~X", "~N was ~v ~X as ~N ~v ~N", "~S said on ~d that ~C",
    "there were ~j ~m in ~l after ~C", "it began with ~N", "~p, ~k, was ~v on ~d",
    "more than ~k ~m have ~v ~N since the ~e", "~N from ~l is to ~w ~N", "~b is ~g ~N over ~N",
    "is ~N ~g ~N", "the ~n of ~b has ~v ~N", "reports of a ~e ~X have ~v ~N",
    "~D ~n of ~k ~m was ~v ~X", "~l: ~C", "~N could be ~v ~X"
});

constexpr auto kShortSentences = std::to_array<Pattern>({
    "~N ~v ~N", "~j ~m", "~h ~v ~N", "it was ~j", "~p ~v", "~C", "the ~n ~v", "the ~n", "~m and ~m",
    "~f", "no ~n was ~v", "~N was ~j", "~l", "not the ~n", "~m", "that is ~j", "who ~v ~N",
    "why ~N ~v", "~r", "~y"
});

constexpr auto kShortSpeech = std::to_array<Pattern>({
    "~j", "~j ~m", "a ~n", "~N", "we ~v ~N", "I am ~j", "it is ~j", "the ~n", "not ~j",
    "this is ~N", "~m", "you can ~w ~N", "I ~v ~N", "they are ~j", "~r ~v", "~w ~N", "~g ~N",
    "they ~v it", "~n ~n"
});

constexpr auto kSpeech = std::to_array<Pattern>({
    "we have ~v ~N ~X", "I ~v ~N", "I do not ~w ~N", "I have never ~v ~N", "it is ~N that we ~v",
    "I am ~j that ~C", "this is ~D ~n ~X", "there is no ~n ~X", "we are ~g ~N", "they ~v us",
    "you cannot ~w ~N", "we will ~w ~N", "I was ~v when ~C", "my ~n was ~j", "nobody ~v ~N",
    "it was ~r ~j", "what we ~v is ~N", "I think ~C", "if you ~w ~N, you ~w ~N",
    "we were not ~v ~X", "our ~n is to ~w ~N", "they have been ~v", "~N is ~j", "he was ~j to me",
    "she has ~v ~N", "you know, ~C", "I would ~w ~N", "that is what ~v me", "I’m not ~j",
    "we don’t ~w ~N", "it’s a ~n of ~N", "~D ~n can ~w", "I ~v to ~w ~N", "these ~m are ~j",
    "I just ~v ~N"
});

constexpr auto kSpeechTails = std::to_array<Pattern>({
    " ~X", " ~X", " and I ~v ~N", " and we ~w ~N", ", and ~C", ", but ~C", " because ~C",
    " so we ~v ~N", " if ~C", " to ~w ~N", " that ~C", " when ~C", " for ~N", " and ~N",
    " with my ~n", ", not ~N", " who ~v ~N", " like ~N", " until ~C", " as ~N", " or ~N",
    " which is ~j", ", you ~w ~N", " more than ~N", " than ~N", " where ~C", " and that is ~j",
    " at all", " on ~N", " about ~N", " into ~N", " and you ~w ~N", ", ~A ~X", " to me", " of ~N",
    " to be ~v", " out there", " in ~N"
});

// Q what was said, P who said it; both once.
constexpr auto kAttributions = std::to_array<Pattern>({
    "“~Q,” ~P said.", "“~Q,” said ~P.", "~P said: “~Q.”", "“~Q,” ~P told ~S.", "“~Q,” ~P said ~X.",
    "~P told ~S: “~Q.”", "“~Q,” ~P added.", "“~Q,” ~P said in a ~n.", "“~Q,” ~P ~v.",
    "~P was quoted as saying: “~Q.”", "“~Q,” ~P wrote on ~d.", "“~Q,” ~P explained to ~S.",
    "In a statement ~P said, “~Q.”", "“~Q,” ~P told the ~n in ~l.", "“~Q,” ~P said, ~g ~N.",
    "~P ~v ~N. “~Q,” ~h said.", "Asked about ~N, ~P said: “~Q.”"
});

constexpr auto kHeadlines = std::to_array<Pattern>({
    "~n ~v ~X after ~e", "~l ~e: ~N ~v", "~b to ~w ~m", "~k ~m ~v in ~l", "~j ~n ~v ~n ~X",
    "~e ~v ~l", "~b ~v ~N over ~e", "How a ~n ~v ~l", "~m ~w ~n as ~b ~v ~n",
    "~n in ~l: what ~m ~w", "~p ~v ~n", "~j ~e “~v by ~m”", "Did ~N ~w ~N?", "~n says ~C",
    "~m fear ~n after ~l ~e", "~p denies ~n"
});

constexpr auto kReleases = std::to_array<Pattern>({
    "~b confirms that the ~e of ~d is being ~v together with ~b and asks ~m in ~l to ~w any ~n "
    "with ~N.",
    "Following the ~e in ~l, ~b has ~v its ~m to ~w all ~j ~m and will ~w the ~n of ~N in due "
    "course.",
    "We ~w the ~e that ~v ~l on ~d and our ~m are ~g with the ~j ~m to ~w ~N as soon as ~N is ~v.",
    "~b regrets any ~n that the ~e may have ~v and remains committed to the ~j ~n of ~N."
});

constexpr auto kRelated = std::to_array<Pattern>({
    "Related: ~n ~v ~m in ~l", "Read more: ~j ~m ~w ~n", "More: ~b ~v ~n ~X",
    "See also: why ~m ~v ~n", "Most read: ~f ~v ~n", "Watch: ~n ~v ~j ~n"
});

// clang-format on

}  // namespace hearsay::eval
