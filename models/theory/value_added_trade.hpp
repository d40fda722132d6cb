// Where the value added in final use and in exports was made, and the way it came.
// i = origin of the value added, n = destination of final use, d = region that delivered.
#pragma once

#include <vector>

#include "models/theory/leontief.hpp"

namespace entrepot::theory {

// Value added of each origin in one unit of a class's output, direct and indirect: sum over the origin's
// classes of v^ L. [origin][class], columns sum to 1. (Johnson and Noguera 2012, "Accounting for
// intermediates", Journal of International Economics 86; Koopman, Wang and Wei 2014, "Tracing value-added and
// double counting in gross exports", American Economic Review 104(2).) Value added includes the duties paid
// on inputs, which its region collects.
[[nodiscard]] Eigen::MatrixXd value_added_content(const Leontief& system);

// Value added of i in final use of n by the last border it crossed into n: [destination] of [origin][d]. With
// y_n = (I - A_nn)^-1 F_nn, what n makes for its own final use without leaving n,
//   d != n:      content of (d,k) times what n bought of (d,k) for that: F_(d,k),n + sum_j A_(d,k),(n,j)
//   y_(n,j) d = n = i:   v_n y_n, never left home;   d = n != i: 0.
// Over d it sums to the value added of i in final use of n, and that over i to final use at basic prices. The
// "sink-based" view of Borin and Mancini 2019 ("Measuring what matters in global value chains and value-added
// trade", World Bank WPS 8804): value added is counted where it crosses a border for the last time. A good
// that a hub hands on without working it (InterCountryFlows::detours) crosses its last border there.
[[nodiscard]] std::vector<Eigen::MatrixXd> value_added_by_border(const Leontief& system,
                                                                 const Eigen::MatrixXd& content);

// Value added of i in final use of n by number of production stages from the value added to the final
// product: [bin] of [origin][destination]; bin s holds v^ A^s F (s + 1 stages), the last bin all that is
// left. (Wang, Wei, Yu and Zhu 2017, "Characterizing global value chains: production length and
// upstreamness", NBER working paper 23261: terms of V + VA + VAA + ... .)
[[nodiscard]] std::vector<Eigen::MatrixXd> value_added_by_stages(const Leontief& system,
                                                                 const Eigen::MatrixXd& content,
                                                                 std::size_t bins);

// Gross exports of counted sectors, [exporter][destination], home use left out; and the value added of each
// origin in them, [exporter] of [origin][destination]: content times gross exports, so that it sums over
// origins to gross exports (the origin of value added in gross exports, as in OECD TiVA, EXGR_BSCI; Koopman,
// Wang and Wei 2014).
[[nodiscard]] Eigen::MatrixXd gross_exports(const Leontief& system, const std::vector<bool>& counted);
[[nodiscard]] std::vector<Eigen::MatrixXd> value_added_in_exports(const Leontief& system,
                                                                  const Eigen::MatrixXd& content,
                                                                  const std::vector<bool>& counted);

}  // namespace entrepot::theory
