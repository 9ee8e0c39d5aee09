package dev.reflux.runtime;

import dev.reflux.dialect.HistoryRecord;
import dev.reflux.revision.Direction;
import dev.reflux.revision.RevisionNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
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
    private static final int LONGEST_ID = 64;
    private static final String STAMP = Direction.STAMP.name().toLowerCase(Locale.ROOT);

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
                storable(step.revision()),
                joined(step.downRevisions()),
                step.direction().name().toLowerCase(Locale.ROOT),
                step.message(),
                body == null ? null : body.checksum(),
                host,
                toolVersion());
    }

    /** A stamp with a checksum: the file of an applied revision is accepted as it is. */
    HistoryRecord acceptance(RevisionNode revision, String checksum) {
        return new HistoryRecord(
                runId,
                revision.id(),
                joined(revision.downRevisions()),
                STAMP,
                "file accepted as it is",
                checksum,
                host,
                toolVersion());
    }

    /** A row that no file knows may be longer than any id of ours. */
    private static String storable(String id) {
        boolean fits = id.codePointCount(0, id.length()) <= LONGEST_ID;
        return fits ? id : id.substring(0, id.offsetByCodePoints(0, LONGEST_ID));
    }

    private static @Nullable String joined(List<String> downRevisions) {
        return downRevisions.isEmpty() ? null : String.join(", ", downRevisions);
    }
}
