// Plants abroad: new firm nodes with an owner, opened while a simulation runs (model.md section 5).
//
// A site's firm id follows the world's firms: id = world.n_firms() + position. Sites opened together by firms
// of one home group in one host form a block of buyers like the world's blocks; their nests stand after the
// nests of the world's firms, their slots after the world's slots. Blocks are only ever appended, so nothing
// is laid out anew.
#pragma once

#include <cstdint>
#include <vector>

namespace entrepot {

inline constexpr std::uint32_t no_site = 0xFFFFFFFFU;
inline constexpr std::size_t sites_per_block = 255;  // a buyer's offset in its block fits in 8 bits

struct Site {
  std::uint32_t owner;                    // firm of the world whose plant this is
  std::uint16_t host;                     // region it stands in
  std::uint16_t cell;                     // supply cell it sells from: host and the owner's product
  std::uint16_t group;                    // (host, the owner's sector)
  int decided;                            // step
  int opens;                              // first step in which it can be chosen as a supplier
  int closed = -1;                        // step, -1 = open
  std::uint32_t next_of_owner = no_site;  // position of the owner's next site
  std::uint32_t next_of_group = no_site;  // position of the next site of its group, by age
  double target = 0.0;                    // goods per month it is built for, trend excluded
  double wanted = 0.0;                    // goods per month it was meant for when decided
  double part = 1.0;                      // of `wanted` that the host has had room for
  double ready = 0.0;                     // share of the target that is built, 0 to 1
  bool follows = false;                   // opened for customers that moved, not for a border
  std::uint16_t market = 0;               // destination that was to give most of its profit

  // What it weighs beside the home plant in a customer's choice.
  [[nodiscard]] double weight() const { return ready * part; }
  bool operator==(const Site&) const = default;
};

// Sites of one home group opened in one host in one step, and what they buy.
struct SiteBlock {
  std::uint32_t first_site = 0;
  std::uint32_t count = 0;
  std::uint32_t first_nest = 0;  // position of its nests, [input][site], in the columns of site nests
  std::uint16_t host = 0;
  std::uint16_t technology = 0;  // home group: its input shares and labour share
  float log_premium = 0.0F;      // ln of unit cost over the parent's technology
  bool operator==(const SiteBlock&) const = default;
};

struct Sites {
  std::vector<Site> site;
  std::vector<SiteBlock> blocks;
  std::vector<std::uint32_t> first_of_owner;  // [firm of the world] position of its youngest site
  std::vector<std::uint32_t> first_of_group;  // [group] position of the oldest site that stands in it
  std::vector<std::uint32_t> last_of_group;   // [group] position of the youngest

  // [nest of a site]: by block, input, site
  std::vector<std::uint32_t> nest_first;  // and one past: slot, in the state's columns
  std::vector<float> line;                // running sums of base rates within a block's input

  // [slot of a site]
  std::vector<std::uint8_t> slot_buyer;  // offset of the site in its block
  std::vector<float> slot_weight;
  std::vector<std::uint32_t> slot_parent;  // the world's slot it was copied from

  [[nodiscard]] bool empty() const { return site.empty(); }
  // Slots of a block: from its first to that of the next.
  [[nodiscard]] std::uint32_t first_slot(const SiteBlock& block) const {
    return nest_first[block.first_nest];
  }
};

}  // namespace entrepot
