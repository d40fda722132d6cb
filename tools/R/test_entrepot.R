# The helper against the program: the same numbers as `entrepot export` and `compare`, and clear refusals.
# usage: Rscript test_entrepot.R PROGRAM   (exit 77: rhdf5 is not installed)
arguments <- commandArgs(trailingOnly = TRUE)
program <- arguments[1]
if (!requireNamespace("rhdf5", quietly = TRUE)) quit(status = 77)
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
source(file.path(here, "entrepot.R"))

folder <- tempfile()
dir.create(folder)
file <- file.path(folder, "a.h5")
call <- function(...) system2(program, shQuote(c(...)), stdout = TRUE)
invisible(call("run", "trade-war-2018", "--quiet", "-o", file, "--set", "world.firms=1000", "--set",
               "calendar.start=2018-06", "--set", "calendar.end=2018-09", "--set", "replicates=3"))

known <- entrepot_metrics(file)
stopifnot("import_share" %in% known$metric, !"origin" %in% known$metric)
stopifnot(known$axes[known$metric == "import_share"] == "replicate time origin destination")

# Every value of three metrics, in the order of the program's own export.
for (metric in c("import_share", "consumer_price", "link_survival")) {
  for (run in c("scenario", "baseline")) {
    exported <- read.csv(text = call("export", file, "--metric", metric, "--run", run, "--quiet"), na.strings = "")
    mine <- entrepot_read(file, metric, run = run)
    stopifnot(nrow(mine) == nrow(exported), isTRUE(all.equal(mine$value, exported$value, tolerance = 1e-15)))
    stopifnot(identical(format(mine$time, "%Y-%m"), exported$time), all(mine$replicate == exported$replicate))
    for (axis in setdiff(names(mine), c("replicate", "time", "value"))) stopifnot(identical(mine[[axis]], exported[[axis]]))
  }
}

part <- entrepot_read(file, "import_share", origin = c("MEX", "CHN"), destination = "USA")
stopifnot(nrow(part) == 3 * 4 * 2, setequal(part$origin, c("MEX", "CHN")))

differences <- entrepot_difference(file, "import_share", origin = "CHN", destination = "USA")
compared <- read.csv(text = call("compare", file, "--metric", "import_share", "--where", "origin=CHN,destination=USA",
                                 "--period", "month", "--format", "csv"))
compared <- compared[order(compared$time), ]
stopifnot(isTRUE(all.equal(differences$difference, compared$difference, tolerance = 1e-9)))
stopifnot(isTRUE(all.equal(differences$low_95, compared$low_95, tolerance = 1e-6)))

refused <- function(expression, words) {
  message <- tryCatch({ force(expression); "accepted" }, error = conditionMessage)
  if (!grepl(words, message, fixed = TRUE)) stop("expected '", words, "', got '", message, "'")
}
refused(entrepot_read(file, "import_shares"), "there is no metric import_shares")
refused(entrepot_read(file, "import_share", origin = "CHX"), "no CHX on the axis origin")
refused(entrepot_read(file, "import_share", region = "USA"), "no axis region")
refused(entrepot_read(file.path(folder, "b.h5"), "import_share"), "there is no file")
stopifnot(any(grepl("trade-war-2018", entrepot_text(file, "scenario"), fixed = TRUE)))
cat("R: the helper and the program agree\n")
