package dev.reflux.runtime;

import dev.reflux.dialect.HistoryRecord;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a run, as the history tells it.
 *
 * @param runId one for each run
 * @param host name of the client machine, or null
 */
record RunIdentity(UUID runId, @Nullable String host) {

    private static final String UNVERSIONED = "development";

    /** A new run on this machine. */
    static RunIdentity create() {
        return new RunIdentity(UUID.randomUUID(), localHost());
    }

    /** The run of a script: nobody knows where it will be executed. */
    static RunIdentity ofScript() {
        return new RunIdentity(UUID.randomUUID(), null);
    }

    private static @Nullable String localHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Version of Reflux, from the manifest of its jar. */
    static String toolVersion() {
        String version = RunIdentity.class.getPackage().getImplementationVersion();
        return version == null ? UNVERSIONED : version;
    }

    /** Shown by the server among its sessions. */
    String applicationName() {
        return "reflux " + runId;
    }

    HistoryRecord record(PlannedStep planned) {
        var step = planned.step();
        StepBody body = planned.body();
        return new HistoryRecord(
                runId,
                step.revision(),
                step.downRevisions().isEmpty() ? null : String.join(", ", step.downRevisions()),
                step.direction().name().toLowerCase(Locale.ROOT),
                step.message(),
                body == null ? null : body.checksum(),
                host,
                toolVersion());
    }
}
