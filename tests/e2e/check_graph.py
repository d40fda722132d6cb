#!/usr/bin/env python3
"""`entrepot graph --json --sample 0 --top 0` against networkx on the GraphML that `entrepot export links` wrote of that month.

usage: check_graph.py LINKS.graphml GRAPH.json
"""
import json
import sys

import networkx


def close(ours, theirs, what, tolerance):
    worst = max(abs(ours[node] - theirs.get(node, 0.0)) for node in ours)
    assert worst < tolerance, f"{what}: {worst} apart"
    assert max(theirs.values()) > 100 * tolerance, f"{what}: nothing to compare"


def main():
    links = networkx.read_graphml(sys.argv[1], force_multigraph=True)
    with open(sys.argv[2], encoding="utf-8") as file:
        report = json.load(file)
    firms = report["firms"]
    # Nodes without any link are not in the export, but share the rank that leaves the graph at dead ends.
    known = {row["firm"] for row in firms}
    links.add_nodes_from(known)
    links.add_nodes_from(f"final-{row['region']}" for row in report["hubs"])
    assert networkx.number_of_nodes(links) == len(known) + len(report["hubs"])

    rank = networkx.pagerank(links.reverse(), alpha=0.85, tol=1e-13, max_iter=500, weight=None)
    close({row["firm"]: row["page_rank"][0] for row in firms}, rank, "PageRank", 1e-7)

    plain = networkx.DiGraph(links)
    between = networkx.betweenness_centrality(plain, normalized=False)
    total = sum(between.values())
    close({row["firm"]: row["betweenness"][0] for row in firms}, {n: b / total for n, b in between.items()}, "betweenness", 1e-9)

    together = networkx.Graph(plain)
    together.remove_edges_from(networkx.selfloop_edges(together))
    cuts = set(networkx.articulation_points(together))
    ours = {row["firm"] for row in firms if row["cut_vertex"]}
    assert ours == {node for node in cuts if not node.startswith("final-")}, "cut vertices differ"

    core = max(networkx.strongly_connected_components(plain), key=len)
    for hub in report["hubs"]:
        inside = [row["firm"] in core for row in firms if row["region"] == hub["region"]]
        assert abs(hub["core"][0] - sum(inside) / len(inside)) < 1e-12, f"core of {hub['region']}"
    print(f"{len(firms)} firms, {len(ours)} cut vertices, core of {len(core)}: the same as networkx")


if __name__ == "__main__":
    main()
