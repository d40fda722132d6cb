import { t } from "./words.js";

// Where the regions of a world lie: countries by ISO 3166 code, and the groups of countries of world2017.
// A region that is neither is listed beside the map instead of being put somewhere.

// ISO 3166-1: alpha-3 and the numeric code the outlines carry.
const countries =
  "AFG004 ALB008 DZA012 AGO024 ARG032 ARM051 AUS036 AUT040 AZE031 BHS044 BGD050 BLR112 BEL056 BLZ084 BEN204 BTN064 " +
  "BOL068 BIH070 BWA072 BRA076 BRN096 BGR100 BFA854 BDI108 KHM116 CMR120 CAN124 CAF140 TCD148 CHL152 CHN156 COL170 " +
  "COG178 COD180 CRI188 CIV384 HRV191 CUB192 CYP196 CZE203 DNK208 DJI262 DOM214 ECU218 EGY818 SLV222 GNQ226 ERI232 " +
  "EST233 SWZ748 ETH231 FLK238 FJI242 FIN246 FRA250 GAB266 GMB270 GEO268 DEU276 GHA288 GRC300 GRL304 GTM320 GIN324 " +
  "GNB624 GUY328 HTI332 HND340 HUN348 ISL352 IND356 IDN360 IRN364 IRQ368 IRL372 ISR376 ITA380 JAM388 JPN392 JOR400 " +
  "KAZ398 KEN404 PRK408 KOR410 KWT414 KGZ417 LAO418 LVA428 LBN422 LSO426 LBR430 LBY434 LTU440 LUX442 MDG450 MWI454 " +
  "MYS458 MLI466 MRT478 MEX484 MDA498 MNG496 MNE499 MAR504 MOZ508 MMR104 NAM516 NPL524 NLD528 NCL540 NZL554 NIC558 " +
  "NER562 NGA566 MKD807 NOR578 OMN512 PAK586 PAN591 PNG598 PRY600 PER604 PHL608 POL616 PRT620 PRI630 PSE275 QAT634 " +
  "ROU642 RUS643 RWA646 SAU682 SEN686 SRB688 SLE694 SVK703 SVN705 SLB090 SOM706 ZAF710 SSD728 ESP724 LKA144 SDN729 " +
  "SUR740 SWE752 CHE756 SYR760 TWN158 TJK762 TZA834 THA764 TLS626 TGO768 TTO780 TUN788 TUR792 TKM795 UGA800 UKR804 " +
  "ARE784 GBR826 USA840 URY858 UZB860 VUT548 VEN862 VNM704 YEM887 ZMB894 ZWE716 ESH732 ROM642";

const code = new Map(countries.split(" ").map((entry) => [entry.slice(0, 3), entry.slice(3)]));
const alpha = new Map([...code].map(([name, number]) => [number, name]));

const groups = {
  ASE: { name: "rest of ASEAN", members: "BRN KHM IDN LAO MYS MMR PHL THA" },
  EUK: {
    name: "EU27 and United Kingdom",
    members:
      "AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL ITA LVA LTU LUX NLD POL PRT ROU SVK SVN ESP SWE GBR",
  },
  LAC: {
    name: "Latin America and Caribbean without Mexico",
    members:
      "ARG BHS BLZ BOL BRA CHL COL CRI CUB DOM ECU SLV FLK GTM GUY HTI HND JAM NIC PAN PRY PER SUR TTO URY VEN PRI",
  },
  AFR: {
    name: "Africa",
    members:
      "DZA AGO BEN BWA BFA BDI CMR CAF TCD COG COD CIV DJI EGY GNQ ERI SWZ ETH GAB GMB GHA GIN GNB KEN LSO LBR LBY " +
      "MDG MWI MLI MRT MAR MOZ NAM NER NGA RWA SEN SLE SOM ZAF SSD SDN TZA TGO TUN UGA ZMB ZWE ESH",
  },
  MEA: { name: "Middle East", members: "IRN IRQ ISR JOR KWT LBN OMN PSE QAT SAU SYR ARE YEM" },
};

// Where arrows start and end: [longitude, latitude]. Countries without an entry use the middle of their outline.
const points = {
  USA: [-98, 39], CAN: [-106, 57], MEX: [-102, 23], LAC: [-58, -12], EUK: [9, 49], AFR: [20, 2], MEA: [45, 26],
  IND: [78, 22], CHN: [104, 35], JPN: [138.5, 37], KOR: [127.8, 36.5], TWN: [121, 23.7], VNM: [107, 15.5],
  ASE: [114, 0], ROW: [90, 60], FRA: [2.5, 47], NOR: [9, 61],
};

// The atlas codes of each region, and of what is left for a region called ROW; regions without a place.
export function place(regions) {
  const members = new Map();
  const nowhere = [];
  const taken = new Set();
  for (const region of regions) {
    if (region === "ROW") continue;
    const names = groups[region] ? groups[region].members.split(" ") : code.has(region) ? [region] : null;
    if (!names) {
      nowhere.push(region);
      continue;
    }
    members.set(region, names.map((name) => code.get(name)));
    for (const name of names) taken.add(code.get(name));
  }
  if (regions.includes("ROW")) members.set("ROW", [...alpha.keys()].filter((number) => !taken.has(number)));
  return { members, nowhere };
}

export const point = (region) => points[region];
const names = {
  USA: "United States", CHN: "China", MEX: "Mexico", CAN: "Canada", VNM: "Vietnam", JPN: "Japan", KOR: "South Korea",
  TWN: "Taiwan", IND: "India", ROW: "rest of the world",
};

export const longName = (region) => (groups[region] ? t(groups[region].name) : names[region] ? t(names[region]) : region);
