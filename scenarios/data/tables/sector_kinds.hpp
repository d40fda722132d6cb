// Which of the 15 sectors of world2017 a sector of a published table is like, by its code or its name: from
// it come its kind and its parameters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entrepot::scenarios {

// Systems of sector codes. own: the codes of world2017. isic3: OECD tables before 2018 (C01T05AGR). isic4:
// ISIC Rev. 4 and NACE Rev. 2 (C10T12, D10T12). wiod2013: c1 to c35. words: names, a judgement.
enum class SectorCodes { own, isic3, isic4, wiod2013, words };

enum class SectorKind {
  services,
  manufacturing,
  primary  // grown or dug up
};

// The codes that all sectors fit; `words` where none does.
[[nodiscard]] SectorCodes codes_of(const std::vector<std::string>& sectors);
[[nodiscard]] std::string_view codes_name(SectorCodes codes);

// The code of world2017, "" where the code or name does not say. Energy, water and construction are services.
[[nodiscard]] std::string like_sector(const std::string& sector, SectorCodes codes);
// Of a code of world2017.
[[nodiscard]] SectorKind kind_of(const std::string& own_code);
[[nodiscard]] std::string_view kind_name(SectorKind kind);

// Like what each sector of a world is: its own name where that is a code of world2017, else what its
// `sources` (sectors of the table that went into it) are like, the most of them; "" where they say nothing or
// are of several kinds.
[[nodiscard]] std::vector<std::string> like_sectors(const std::vector<std::string>& sectors,
                                                    const std::vector<std::vector<std::string>>& sources,
                                                    SectorCodes codes);

}  // namespace entrepot::scenarios
