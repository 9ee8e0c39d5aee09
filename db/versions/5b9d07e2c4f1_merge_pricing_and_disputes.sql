-- revision: 5b9d07e2c4f1
-- down_revision: d3580bf6e1a7, f8416b3d5e0c
-- message: merge pricing and disputes
-- created: 2025-09-01T08:00:12Z

-- +upgrade

-- +downgrade
