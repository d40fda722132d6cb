"""Sphinx settings of the documentation (tools/dev/build-docs.sh)."""
project = "entrepot"
author = "the authors of entrepot"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
master_doc = "index"
exclude_patterns = ["_build", "studies"]
html_theme = "alabaster"
html_theme_options = {"page_width": "1240px"}  # wide enough for tables and printed results
html_show_sourcelink = False
myst_heading_anchors = 3
myst_enable_extensions = []
# Code of other languages than the highlighter knows, and plain commands, are shown as they are.
highlight_language = "none"
suppress_warnings = ["misc.highlighting_failure"]
