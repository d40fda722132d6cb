// The words of a report in another language. Labels are data: labels/<language>.tsv, a line each: the English
// text, a tab, the other. In the English `{}` stands for any words (a name, a number); the other says by {1},
// {2} where they go.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entrepot::outputs {

class Labels {
 public:
  // Lines without a tab, and those that begin with #, are comments.
  explicit Labels(std::string_view lines);

  // A name that is its own label, of a scenario say.
  void add_name(const std::string& name) { rows_.emplace_back(name, name); }

  // Nothing where a word is without a label. What holds no words of English (codes, numbers, names of
  // metrics) is its own label. Lists with "; " and texts with ": " are put together from the labels of their
  // parts.
  [[nodiscard]] std::optional<std::string> of(const std::string& english) const;

  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& rows() const { return rows_; }

 private:
  [[nodiscard]] std::optional<std::string> whole(const std::string& english) const;
  [[nodiscard]] std::optional<std::string> list(const std::string& english) const;
  [[nodiscard]] bool label_all(std::vector<std::string>& words) const;
  [[nodiscard]] std::optional<std::string> filled(const std::string& english) const;
  [[nodiscard]] std::optional<std::string> headed(const std::string& english) const;

  std::vector<std::pair<std::string, std::string>> rows_;      // as in the file
  std::vector<std::pair<std::string, std::string>> patterns_;  // those with {}, the most literal first
};

// "zh": labels of that language, kept in the program. BugError for another: see label_languages().
[[nodiscard]] const Labels& labels_in(const std::string& language);
[[nodiscard]] std::vector<std::string> label_languages();  // besides English

}  // namespace entrepot::outputs
