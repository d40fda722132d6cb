#include "outputs/report/labels/labels.hpp"

#include <algorithm>
#include <cctype>

namespace entrepot::outputs {

namespace {

constexpr std::string_view gap = "{}";

std::size_t literal_length(const std::string& pattern) {
  std::size_t length = pattern.size();
  for (std::size_t at = pattern.find(gap); at != std::string::npos; at = pattern.find(gap, at + gap.size()))
    length -= gap.size();
  return length;
}

std::vector<std::string> literals_of(const std::string& pattern) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t at = pattern.find(gap); at != std::string::npos; at = pattern.find(gap, from)) {
    parts.push_back(pattern.substr(from, at - from));
    from = at + gap.size();
  }
  parts.push_back(pattern.substr(from));
  return parts;
}

// Words that a gap may take: some, of one part of a sentence.
bool fits_gap(const std::string& words) { return !words.empty() && words.find("; ") == std::string::npos; }

// What stands in the gaps, each as short as can be; nothing where the text is not of the pattern.
std::optional<std::vector<std::string>> words_in_gaps(const std::string& text, const std::string& pattern) {
  const std::vector<std::string> parts = literals_of(pattern);
  if (!text.starts_with(parts.front())) return std::nullopt;
  std::vector<std::string> words;
  std::size_t at = parts.front().size();
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const bool last = i + 1 == parts.size();
    const bool ends = last && text.size() >= at + parts[i].size() && text.ends_with(parts[i]);
    if (last && !ends) return std::nullopt;
    const std::size_t found = last ? text.size() - parts[i].size() : text.find(parts[i], at + 1);
    if (found == std::string::npos) return std::nullopt;
    words.push_back(text.substr(at, found - at));
    at = found + parts[i].size();
  }
  return std::all_of(words.begin(), words.end(), fits_gap) ? std::optional(words) : std::nullopt;
}

// `pattern` with {1}, {2}, ... in their places.
std::string fill(std::string pattern, const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string place = "{" + std::to_string(i + 1) + "}";
    for (std::size_t at = pattern.find(place); at != std::string::npos;
         at = pattern.find(place, at + words[i].size()))
      pattern.replace(at, place.size(), words[i]);
  }
  return pattern;
}

// Codes, numbers, units, names of metrics and files: no run of letters that is a word of English.
bool has_no_words(const std::string& text) {
  bool word = false;
  std::string run;
  for (const char letter : text + " ") {
    const auto byte = static_cast<unsigned char>(letter);
    if (std::isalnum(byte) != 0 || letter == '_' || letter == '/' || letter == '.' || letter == '-') {
      run += letter;
      continue;
    }
    const bool small =
        std::any_of(run.begin(), run.end(), [](unsigned char c) { return std::islower(c) != 0; });
    word = word || (small && run.find_first_of("_/0123456789") == std::string::npos &&
                    (run.find('.') == std::string::npos || run.find('.') + 1 == run.size()));  // a.b is a key
    run.clear();
  }
  return !word;
}

}  // namespace

Labels::Labels(std::string_view lines) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos || line.starts_with('#')) continue;
    rows_.emplace_back(line.substr(0, tab), line.substr(tab + 1));
    if (rows_.back().first.find(gap) != std::string::npos) patterns_.push_back(rows_.back());
  }
  std::stable_sort(patterns_.begin(), patterns_.end(), [](const auto& a, const auto& b) {
    return literal_length(a.first) > literal_length(b.first);
  });
}

std::optional<std::string> Labels::whole(const std::string& english) const {
  const auto row =
      std::find_if(rows_.begin(), rows_.end(), [&](const auto& one) { return one.first == english; });
  return row == rows_.end() ? std::nullopt : std::optional(row->second);
}

// What stands in gaps is a name of one word, or has a label itself: else the pattern is of another sentence.
bool Labels::label_all(std::vector<std::string>& words) const {
  for (std::string& word : words) {
    if (word.ends_with('.')) return false;  // the end of a sentence is in no gap
    std::optional<std::string> label = of(word);
    if (!label && word.find(' ') != std::string::npos) return false;
    word = label.value_or(word);
  }
  return true;
}

std::optional<std::string> Labels::filled(const std::string& english) const {
  for (const auto& [pattern, label] : patterns_) {
    std::optional<std::vector<std::string>> words = words_in_gaps(english, pattern);
    if (words && label_all(*words)) return fill(label, *words);
  }
  return std::nullopt;
}

std::optional<std::string> Labels::list(const std::string& english) const {
  const std::size_t at = english.find("; ");
  if (at == std::string::npos) return std::nullopt;
  const std::optional<std::string> head = of(english.substr(0, at));
  const std::optional<std::string> tail = of(english.substr(at + 2));
  return head && tail ? std::optional(*head + "；" + *tail) : std::nullopt;
}

std::optional<std::string> Labels::headed(const std::string& english) const {
  if (english.size() > 1 && english.ends_with('.')) {
    const std::optional<std::string> sentence = of(english.substr(0, english.size() - 1));
    return sentence ? std::optional(*sentence + "。") : std::nullopt;
  }
  const std::size_t at = english.find(": ");
  if (at == std::string::npos) return std::nullopt;
  const std::optional<std::string> head = of(english.substr(0, at));
  const std::optional<std::string> tail = of(english.substr(at + 2));
  return head && tail ? std::optional(*head + "：" + *tail) : std::nullopt;
}

std::optional<std::string> Labels::of(const std::string& english) const {
  if (std::optional<std::string> label = whole(english)) return label;
  if (has_no_words(english)) return english;
  if (std::optional<std::string> label = filled(english)) return label;
  if (std::optional<std::string> label = list(english)) return label;
  return headed(english);
}

}  // namespace entrepot::outputs
