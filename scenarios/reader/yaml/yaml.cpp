#include "scenarios/reader/yaml/yaml.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <unordered_map>

#include "sim/core/plain_text.hpp"

namespace entrepot::scenarios {

namespace {

// Stops the parser at a fault after which nothing more can be read.
struct Stop {
  YAML::Mark mark;
  std::string what;
  std::string why;
};

// Builds the tree from events. Frames are the open maps and sequences.
class Builder final : public YAML::EventHandler {
 public:
  Builder(std::shared_ptr<const Source> source, Faults& faults, const YamlCaps& caps)
      : source_(std::move(source)), faults_(faults), caps_(caps) {}

  [[nodiscard]] bool has_root() const { return done_; }
  [[nodiscard]] Node& root() { return root_; }
  [[nodiscard]] Place place_of(const YAML::Mark& mark) {
    return place_in(*source_, std::max(0, mark.line) + 1, character_column(mark));
  }

  // Where a syntax error stands: something that never ends is shown where it begins.
  [[nodiscard]] Place place_of(const YAML::Exception& error) {
    if (error.msg.rfind("end of ", 0) == 0 && !frames_.empty()) return frames_.back().node.place();
    return place_of(error.mark);
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) throw Stop{mark, "a second document starts", "a file holds one document"};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    finish(new_node(mark, Node::Kind::null), anchor);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Node node = new_node(mark, Node::Kind::scalar);
    check_tag(node, tag);
    if (find_control(value) != std::string::npos)
      faults_.add(node.place(), "a text holds control characters",
                  "they would reach terminals and file names", "leave out the escapes");
    node.quoted = tag == "!";
    node.text = value;
    finish(std::move(node), anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto it = anchors_.find(anchor);
    if (it == anchors_.end())
      throw Stop{mark, "an alias refers to the node it stands in", "it would never end"};
    count(mark, it->second.size);
    Node node = it->second.node;
    check_depth(mark, frames_.size() + it->second.depth);
    finish(std::move(node), 0);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(mark, tag, anchor, Node::Kind::sequence);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open(mark, tag, anchor, Node::Kind::map);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Frame {
    Node node;
    YAML::anchor_t anchor = 0;
    YAML::Mark mark;
    std::size_t first_count = 0;  // nodes counted when it was opened
    std::size_t depth = 1;        // of the tree below, itself included
    bool has_key = false;         // of a map: a key waits for its value
    Node key;
    std::unordered_map<std::string, int> seen;  // key -> line
  };
  struct Anchored {
    Node node;
    std::size_t size = 0;
    std::size_t depth = 0;
  };

  // Column from 1 in characters; marks count bytes. Marks of one line mostly ascend: go on from the last one.
  int character_column(const YAML::Mark& mark) {
    const auto line = static_cast<std::size_t>(std::max(0, mark.line));
    if (line >= source_->lines.size()) return std::max(0, mark.column) + 1;
    const std::string& text = source_->lines[line];
    const auto byte = std::min(static_cast<std::size_t>(std::max(0, mark.column)), text.size());
    if (line != last_line_ || byte < last_byte_) last_line_ = line, last_byte_ = 0, last_characters_ = 0;
    for (; last_byte_ < byte; ++last_byte_) last_characters_ += continues_character(text[last_byte_]) ? 0 : 1;
    return last_characters_ + 1;
  }

  Node new_node(const YAML::Mark& mark, Node::Kind kind) {
    count(mark, 1);
    Node node;
    node.kind = kind;
    node.line = mark.line + 1;
    node.column = character_column(mark);
    node.source = source_;
    return node;
  }

  void count(const YAML::Mark& mark, std::size_t more) {
    count_ += more;
    if (count_ > caps_.nodes) {
      throw Stop{mark, "the file is too large",
                 fmt::format("more than {} nodes, aliases expanded", caps_.nodes)};
    }
  }

  void check_depth(const YAML::Mark& mark, std::size_t depth) const {
    if (depth > caps_.depth) {
      throw Stop{mark, "the file is nested too deeply", fmt::format("more than {} levels", caps_.depth)};
    }
  }

  void check_tag(const Node& node, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    faults_.add(node.place(), "tag " + in_quotes(tag) + " is not allowed", "types follow from the key",
                "remove the tag");
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Node::Kind kind) {
    check_depth(mark, frames_.size() + 1);
    Frame frame;
    frame.first_count = count_;
    frame.node = new_node(mark, kind);
    frame.anchor = anchor;
    frame.mark = mark;
    check_tag(frame.node, tag);
    frames_.push_back(std::move(frame));
  }

  void close() {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    if (!frames_.empty()) frames_.back().depth = std::max(frames_.back().depth, frame.depth + 1);
    if (frame.anchor != 0) {
      const std::size_t size = count_ - frame.first_count;
      const Node& node = frame.node;
      count(frame.mark, size);  // the copy kept for aliases
      anchors_[frame.anchor] = {node, size, frame.depth};
    }
    place_node(std::move(frame.node));
  }

  void finish(Node node, YAML::anchor_t anchor) {
    if (anchor != 0) anchors_[anchor] = {node, 1, 0};
    place_node(std::move(node));
  }

  // Hands a finished node to the open map or sequence.
  void place_node(Node node) {
    if (frames_.empty()) {
      root_ = std::move(node);
      done_ = true;
      return;
    }
    Frame& frame = frames_.back();
    if (frame.node.kind == Node::Kind::sequence) {
      frame.node.items.push_back(std::move(node));
    } else if (!frame.has_key) {
      frame.key = std::move(node);
      frame.has_key = true;
    } else {
      frame.has_key = false;
      if (!key_is_good(frame)) return;
      if (node.kind == Node::Kind::null && node.line != frame.key.line) {  // nothing there: point at the key
        node.line = frame.key.line;
        node.column = frame.key.column;
      }
      frame.node.keys.push_back(std::move(frame.key));
      frame.node.items.push_back(std::move(node));
    }
  }

  bool key_is_good(Frame& frame) {
    const Node& key = frame.key;
    if (key.kind != Node::Kind::scalar) {
      faults_.add(key.place(), "a key is not a plain word", "keys are text", "");
      return false;
    }
    if (key.text == "<<" && !key.quoted) {
      faults_.add(key.place(), "merge key << is not supported", "it would not be merged",
                  "write the keys out, or use `extends:`");
      return false;
    }
    const auto [first, is_new] = frame.seen.emplace(key.text, key.line);
    if (is_new) return true;
    faults_.add(key.place(), fmt::format("key {} appears twice", in_quotes(key.text)),
                fmt::format("first on line {}", first->second), "remove one of them");
    return false;
  }

  std::shared_ptr<const Source> source_;
  Faults& faults_;
  YamlCaps caps_;
  std::vector<Frame> frames_;
  std::map<YAML::anchor_t, Anchored> anchors_;
  std::size_t count_ = 0;
  int documents_ = 0;
  std::size_t last_line_ = 0;  // of character_column
  std::size_t last_byte_ = 0;
  int last_characters_ = 0;
  bool done_ = false;
  Node root_;
};

}  // namespace

bool parse_yaml(const std::shared_ptr<const Source>& source, const std::string& text, Node& root,
                Faults& faults, const YamlCaps& caps) {
  if (!check_bytes(*source, text, faults, caps)) return false;
  Builder builder(source, faults, caps);
  try {
    // Without the comment a quote that is never closed would be closed at the end of the file.
    std::istringstream stream(text + "\n#");
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop& stop) {
    faults.add(builder.place_of(stop.mark), stop.what, stop.why);
    return false;
  } catch (const YAML::Exception& error) {
    faults.add(builder.place_of(error), error.msg, "YAML syntax");
    return false;
  }
  if (!builder.has_root()) {
    faults.add(place_in(*source, 1, 1), "the file is empty", "a document is expected");
    return false;
  }
  root = std::move(builder.root());
  return true;
}

}  // namespace entrepot::scenarios
