"""排名考核：indicators, scores and places of units, projects and task forces (rules.md §3)."""

from addin.rankings.ranking import RankingResult, rank, rank_all

__all__ = ["RankingResult", "rank", "rank_all"]
