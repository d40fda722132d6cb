#include "tools/sweep/analysis/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace entrepot::tools::svg {

namespace {

constexpr double width = 420.0;
constexpr double label_width = 150.0;
constexpr double row_height = 20.0;
constexpr double chart_height = 220.0;
constexpr std::array colours = {"#1b6ca8", "#d1495b", "#2e8b57", "#e09f3e",
                                "#6a4c93", "#5c6b73", "#00a6a6", "#a44a3f"};

// A linear map of data to pixels, over a range with a margin.
class Scale {
 public:
  Scale(double from, double to) : from_(from), to_(to) {}
  void hold(double value) {
    if (!std::isfinite(value)) return;
    low_ = started_ ? std::min(low_, value) : value;
    high_ = started_ ? std::max(high_, value) : value;
    started_ = true;
  }
  [[nodiscard]] double at(double value) const {
    const double span = high_ > low_ ? high_ - low_ : 1.0;
    return from_ + (value - low_) / span * (to_ - from_);
  }
  [[nodiscard]] double low() const { return low_; }
  [[nodiscard]] double high() const { return high_; }

 private:
  double from_;
  double to_;
  double low_ = 0.0;
  double high_ = 1.0;
  bool started_ = false;
};

std::string text_at(double x, double y, const std::string& anchor, const std::string& text) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>", x, y, anchor,
                     escaped(text));
}

std::string line(double x1, double y1, double x2, double y2, const char* style) {
  return fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" {}/>", x1, y1, x2, y2,
                     style);
}

std::string rect(double x1, double x2, double y, double height, const char* colour) {
  return fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"/>",
                     std::min(x1, x2), y, std::abs(x2 - x1), height, colour);
}

std::string frame(const Axes& axes, double height, const std::string& body) {
  return fmt::format(
      "<figure><figcaption>{}</figcaption><svg viewBox=\"0 0 {:.0f} {:.0f}\" "
      "role=\"img\">{}</svg></figure>\n",
      escaped(axes.title), width, height, body);
}

std::string x_ends(const Scale& x, double y, const std::string& label) {
  return text_at(x.at(x.low()), y, "start", fmt::format("{:.4g}", x.low())) +
         text_at(0.5 * (x.at(x.low()) + x.at(x.high())), y, "middle", label) +
         text_at(x.at(x.high()), y, "end", fmt::format("{:.4g}", x.high()));
}

struct Chart {
  Scale x{60.0, width - 10.0};
  Scale y{chart_height - 30.0, 10.0};

  [[nodiscard]] std::string grid(const Axes& axes) const {
    std::string body = line(60.0, chart_height - 30.0, width - 10.0, chart_height - 30.0, "class=\"axis\"");
    body += line(60.0, 10.0, 60.0, chart_height - 30.0, "class=\"axis\"");
    for (int k = 0; k <= 2; ++k) {
      const double value = y.low() + (y.high() - y.low()) * k / 2.0;
      body += text_at(55.0, y.at(value) + 4.0, "end", fmt::format("{:.4g}", value));
    }
    return body + x_ends(x, chart_height - 14.0, axes.x) + text_at(64.0, 9.0, "start", axes.y);
  }

  [[nodiscard]] std::string path(const Series& series, const char* colour) const {
    std::string points;
    for (const auto& [px, py] : series.points) {
      if (std::isfinite(py)) points += fmt::format("{:.1f},{:.1f} ", x.at(px), y.at(py));
    }
    return fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>", points,
                       colour);
  }
};

}  // namespace

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    out += c == '<'   ? "&lt;"
           : c == '>' ? "&gt;"
           : c == '&' ? "&amp;"
           : c == '"' ? "&quot;"
                      : std::string(1, c);
  }
  return out;
}

std::string bars(const Axes& axes, const std::vector<Bar>& rows) {
  Scale x(label_width, width - 15.0);
  x.hold(0.0);
  for (const Bar& bar : rows) {
    for (const double value : {bar.value, bar.lower, bar.upper, bar.second}) x.hold(value);
  }
  std::string body;
  double y = 4.0;
  for (const Bar& bar : rows) {
    body += text_at(label_width - 6.0, y + 12.0, "end", bar.label);
    if (std::isfinite(bar.value))
      body += rect(x.at(0.0), x.at(bar.value), y + 2.0, row_height - 6.0, "#8fb8d8");
    if (std::isfinite(bar.second))
      body += rect(x.at(0.0), x.at(bar.second), y + 5.0, row_height - 12.0, "#1b6ca8");
    if (std::isfinite(bar.lower) && std::isfinite(bar.upper))
      body += line(x.at(bar.lower), y + 9.0, x.at(bar.upper), y + 9.0, "stroke=\"#222\"");
    y += row_height;
  }
  body += line(x.at(0.0), 2.0, x.at(0.0), y, "class=\"axis\"");
  return frame(axes, y + 20.0, body + x_ends(x, y + 14.0, axes.x));
}

std::string tornado(const Axes& axes, const std::vector<Bar>& rows) {
  Scale x(label_width, width - 15.0);
  for (const Bar& bar : rows) {
    for (const double value : {bar.value, bar.lower, bar.upper}) x.hold(value);
  }
  std::string body;
  double y = 4.0;
  for (const Bar& bar : rows) {
    body += text_at(label_width - 6.0, y + 12.0, "end", bar.label);
    if (std::isfinite(bar.lower)) {
      body += rect(x.at(bar.lower), x.at(bar.value), y + 2.0, row_height - 6.0, "#d1495b");
      body += rect(x.at(bar.value), x.at(bar.upper), y + 2.0, row_height - 6.0, "#1b6ca8");
    }
    y += row_height;
  }
  if (!rows.empty())
    body += line(x.at(rows.front().value), 2.0, x.at(rows.front().value), y, "class=\"axis\"");
  return frame(axes, y + 20.0, body + x_ends(x, y + 14.0, axes.x));
}

std::string scatter(const Axes& axes, const std::vector<std::pair<double, double>>& points,
                    const Series& curve) {
  Chart chart;
  for (const auto& [px, py] : points) {
    chart.x.hold(px);
    chart.y.hold(py);
  }
  std::string body = chart.grid(axes);
  for (const auto& [px, py] : points) {
    if (std::isfinite(px) && std::isfinite(py))
      body += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"2\" fill=\"#8fb8d8\"/>", chart.x.at(px),
                          chart.y.at(py));
  }
  return frame(axes, chart_height, body + chart.path(curve, "#1b6ca8"));
}

std::string lines(const Axes& axes, const std::vector<Series>& series) {
  Chart chart;
  for (const Series& one : series) {
    for (const auto& [px, py] : one.points) {
      chart.x.hold(px);
      chart.y.hold(py);
    }
  }
  std::string body = chart.grid(axes);
  double y = chart_height + 8.0;
  for (std::size_t i = 0; i < series.size(); ++i) {
    const char* colour = colours[i % colours.size()];
    body += chart.path(series[i], colour);
    body +=
        line(64.0, y - 4.0, 84.0, y - 4.0, fmt::format("stroke=\"{}\" stroke-width=\"3\"", colour).c_str());
    body += text_at(90.0, y, "start", series[i].label);
    y += 14.0;
  }
  return frame(axes, y, body);
}

}  // namespace entrepot::tools::svg
