"""首页与作战图：the two views that recalc writes."""
