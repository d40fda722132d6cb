// The summary as one HTML file that needs no network: a page, its style, its script and the data.
#include "outputs/report/render/page.hpp"
#include "outputs/report/summary.hpp"

namespace entrepot::outputs {

std::string to_html(const Summary& summary) { return make_page(to_json(summary)); }

}  // namespace entrepot::outputs
