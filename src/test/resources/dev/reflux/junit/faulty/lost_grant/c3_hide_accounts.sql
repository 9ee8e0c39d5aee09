-- revision: c3
-- down_revision: b2
-- message: hide accounts

-- +upgrade
REVOKE SELECT ON account FROM PUBLIC;

-- +downgrade
-- The grant is forgotten
