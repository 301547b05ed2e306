"""The calls about stories."""

from fastapi import APIRouter

from emberline.stories.routes import (
    analytics,
    authoring,
    catalogue,
    documents,
    exports,
    files,
    imports,
    leaderboard,
    nodes,
    people,
    plays,
    progress,
    reviews,
    stats,
    suggestions,
    versions,
)

# Fixed paths before those with an identifier in the same place.
ROUTERS: tuple[APIRouter, ...] = (
    analytics.router,
    authoring.router,
    catalogue.router,
    documents.router,
    nodes.router,
    versions.router,
    files.router,
    imports.router,
    exports.router,
    people.router,
    suggestions.router,
    plays.router,
    progress.router,
    reviews.router,
    stats.router,
    leaderboard.router,
)
