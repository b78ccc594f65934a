"""人员：bodies, task forces, officers and leaders; gaps and overloads."""
