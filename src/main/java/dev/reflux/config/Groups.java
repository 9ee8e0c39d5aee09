package dev.reflux.config;

import org.jspecify.annotations.Nullable;

/** Readers of the keys that hold further keys. */
final class Groups {

    private Groups() {}

    /** {@code none} is null: no pool. */
    static @Nullable PoolConfig pool(YamlValue value) {
        if (value.isScalar()) {
            if (value.text().equals("none")) {
                return null;
            }
            throw value.error("must be none or a mapping such as {max-size: 4}");
        }
        PoolConfig base = PoolConfig.DEFAULTS;
        YamlGroup group = value.group(
                "max-size",
                "initial-size",
                "min-idle",
                "max-idle-time",
                "max-life-time",
                "max-acquire-time",
                "max-create-connection-time",
                "validation-query");
        return new PoolConfig(
                group.number("max-size", base.maxSize(), Checks::positive),
                group.number("initial-size", base.initialSize(), Checks::count),
                group.number("min-idle", base.minIdle(), Checks::count),
                group.duration("max-idle-time", base.maxIdleTime()),
                group.duration("max-life-time", base.maxLifeTime()),
                group.duration("max-acquire-time", base.maxAcquireTime()),
                group.duration("max-create-connection-time", base.maxCreateConnectionTime()),
                group.text("validation-query"));
    }

    static LockConfig lock(YamlValue value) {
        LockConfig base = LockConfig.DEFAULTS;
        YamlGroup group = value.group("enabled", "timeout");
        return new LockConfig(group.flag("enabled", base.enabled()), group.duration("timeout", base.timeout()));
    }

    static Timeouts timeouts(YamlValue value) {
        Timeouts base = Timeouts.DEFAULTS;
        YamlGroup group = value.group("connect", "lock", "statement");
        return new Timeouts(
                group.duration("connect", base.connect()),
                group.duration("lock", base.lock()),
                group.duration("statement", base.statement()));
    }

    static RetryConfig retry(YamlValue value) {
        RetryConfig base = RetryConfig.DEFAULTS;
        YamlGroup group = value.group("max", "backoff", "max-backoff");
        return new RetryConfig(
                group.number("max", base.max(), Checks::count),
                group.duration("backoff", base.backoff()),
                group.duration("max-backoff", base.maxBackoff()));
    }
}
