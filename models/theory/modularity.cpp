#include "models/theory/modularity.hpp"

#include <algorithm>
#include <limits>

#include "sim/core/error.hpp"

namespace entrepot::theory {

double modularity(const Eigen::MatrixXd& links, std::span<const std::size_t> bloc) {
  ENTREPOT_VALIDATE(links.rows() == links.cols() && links.rows() == static_cast<Eigen::Index>(bloc.size()),
                    "one bloc per class of nodes");
  const double total = links.sum();
  if (!(total > 0.0)) return std::numeric_limits<double>::quiet_NaN();
  const std::size_t blocs = *std::max_element(bloc.begin(), bloc.end()) + 1;
  Eigen::MatrixXd member = Eigen::MatrixXd::Zero(links.rows(), static_cast<Eigen::Index>(blocs));
  for (std::size_t c = 0; c < bloc.size(); ++c) {
    member(static_cast<Eigen::Index>(c), static_cast<Eigen::Index>(bloc[c])) = 1.0;
  }
  const Eigen::MatrixXd between = member.transpose() * links * member / total;
  return between.trace() - between.rowwise().sum().dot(between.colwise().sum().transpose());
}

}  // namespace entrepot::theory
