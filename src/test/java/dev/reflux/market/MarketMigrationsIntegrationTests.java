package dev.reflux.market;

import dev.reflux.junit.MigrationChecks;

class MarketMigrationsIntegrationTests implements MigrationChecks {}
