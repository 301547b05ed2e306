"""Reports, the moderators' queue, holds, and what was decided and by whom."""
