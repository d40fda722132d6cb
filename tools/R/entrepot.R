# Reads the result files of entrepot in R: source("entrepot.R"). Needs the package rhdf5 (Debian: r-bioc-rhdf5).
#
#   entrepot_metrics("mine.h5")                                  what the file holds
#   entrepot_read("mine.h5", "import_share", destination = "USA")   one row per value
#   entrepot_difference("mine.h5", "import_share", origin = c("CHN", "MEX"), destination = "USA")
#   entrepot_text("mine.h5", "scenario")                         the scenario as it was run
#
# Values are those of the file: months, quarters or years as the metric is recorded. Shares and rates of longer periods are
# sums over sums, which `entrepot export --period year` makes.

.entrepot_group <- function(file, run) {
  if (!requireNamespace("rhdf5", quietly = TRUE)) stop("the package rhdf5 is needed (Debian: apt install r-bioc-rhdf5)")
  if (!file.exists(file)) stop("there is no file ", file)
  paste0("/results/", match.arg(run, c("scenario", "baseline")))
}

# Texts of a dataset by name, NA where it has none. Only these are read: rhdf5 cannot read the references beside them.
.entrepot_attributes <- function(open_file, path, names) {
  dataset <- rhdf5::H5Dopen(open_file, path)
  on.exit(rhdf5::H5Dclose(dataset))
  vapply(names, function(name) {
    if (!rhdf5::H5Aexists(dataset, name)) return(NA_character_)
    attribute <- rhdf5::H5Aopen(dataset, name)
    on.exit(rhdf5::H5Aclose(attribute))
    as.character(rhdf5::H5Aread(attribute))
  }, "")
}

# A data frame: metric, units, long_name, axes.
entrepot_metrics <- function(file, run = "scenario") {
  group <- .entrepot_group(file, run)
  contents <- rhdf5::h5ls(file, recursive = 3)
  names <- contents$name[contents$group == group & contents$otype == "H5I_DATASET"]
  open_file <- rhdf5::H5Fopen(file, flags = "H5F_ACC_RDONLY")
  on.exit(rhdf5::H5Fclose(open_file))
  texts <- vapply(names, function(name) {
    .entrepot_attributes(open_file, paste0(group, "/", name), c("units", "long_name", "axes"))
  }, c(units = "", long_name = "", axes = ""))
  rows <- data.frame(metric = names, t(texts), row.names = NULL)
  rows <- rows[!is.na(rows$axes), ]  # an axis has none
  if (nrow(rows) == 0) stop(file, " names no axes of its metrics: it was made by an older entrepot; run it again")
  rownames(rows) <- NULL
  rows
}

# Labels of an axis; days become dates.
.entrepot_labels <- function(file, group, axis) {
  labels <- as.vector(rhdf5::h5read(file, paste0(group, "/", axis)))
  if (axis %in% c("time", "quarter", "year")) as.Date("2017-01-01") + labels else labels
}

# A data frame with a column per axis and `value`; named arguments keep some labels: origin = c("CHN", "MEX").
entrepot_read <- function(file, metric, ..., run = "scenario") {
  group <- .entrepot_group(file, run)
  known <- entrepot_metrics(file, run)
  if (!metric %in% known$metric)
    stop("there is no metric ", metric, "; there are ", paste(known$metric, collapse = ", "))
  axes <- strsplit(known$axes[known$metric == metric], " ", fixed = TRUE)[[1]]
  labels <- lapply(setNames(axes, axes), function(axis) .entrepot_labels(file, group, axis))
  keep <- .entrepot_kept(labels, list(...))
  # R counts the first axis fastest, HDF5 the last.
  values <- rhdf5::h5read(file, paste0(group, "/", metric), index = rev(keep))
  picked <- Map(function(all, at) all[at], labels, keep)
  table <- rev(do.call(expand.grid, c(rev(picked), stringsAsFactors = FALSE, KEEP.OUT.ATTRS = FALSE)))
  table$value <- as.vector(values)
  attr(table, "units") <- known$units[known$metric == metric]
  table
}

# Positions along each axis.
.entrepot_kept <- function(labels, where) {
  unknown <- setdiff(names(where), names(labels))
  if (length(unknown) > 0) stop("no axis ", unknown[1], "; there are ", paste(names(labels), collapse = ", "))
  Map(function(axis, all) {
    if (is.null(where[[axis]])) return(seq_along(all))
    at <- match(where[[axis]], all)
    if (anyNA(at)) stop("no ", where[[axis]][is.na(at)][1], " on the axis ", axis, "; it has ", paste(all, collapse = ", "))
    at
  }, names(labels), labels)
}

# Scenario less baseline, replicate by replicate: mean over replicates with its 95 percent interval (Student).
entrepot_difference <- function(file, metric, ...) {
  with <- entrepot_read(file, metric, ..., run = "scenario")
  without <- entrepot_read(file, metric, ..., run = "baseline")
  axes <- setdiff(names(with), c("replicate", "value"))
  columns <- c(axes, "replicate")
  if (!identical(with[columns], without[columns])) stop("scenario and baseline hold other cells")
  n <- length(unique(with$replicate))
  by_cell <- function(values) matrix(values, nrow = n, byrow = TRUE)  # [replicate, cell]
  stopifnot(!is.unsorted(with$replicate))
  difference <- by_cell(with$value - without$value)
  table <- with[with$replicate == with$replicate[1], axes, drop = FALSE]
  table$scenario <- colMeans(by_cell(with$value))
  table$baseline <- colMeans(by_cell(without$value))
  table$difference <- colMeans(difference)
  half <- if (n > 1) qt(0.975, n - 1) * apply(difference, 2, sd) / sqrt(n) else NA_real_
  table$low_95 <- table$difference - half
  table$high_95 <- table$difference + half
  rownames(table) <- NULL
  table
}

# A text of /provenance: "scenario", "world", "notes", "run/version", ...
entrepot_text <- function(file, name) {
  .entrepot_group(file, "scenario")
  as.character(rhdf5::h5read(file, paste0("/provenance/", name)))
}
