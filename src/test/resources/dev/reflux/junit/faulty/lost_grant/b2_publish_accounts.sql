-- revision: b2
-- down_revision: a1
-- message: publish accounts

-- +upgrade
GRANT SELECT ON account TO PUBLIC;

-- +downgrade
REVOKE SELECT ON account FROM PUBLIC;
