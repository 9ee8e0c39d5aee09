package dev.reflux.runtime;

import dev.reflux.script.RevisionScript;
import dev.reflux.script.ScriptDirectory;
import dev.reflux.script.source.ConcurrentReading;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of revisions, beside what was recorded of them when they were applied. */
final class AppliedFiles {

    private AppliedFiles() {}

    /** The checksums of the files of all revisions, by revision; classes have none. Blocks. */
    static Map<String, String> checksums(ScriptDirectory scripts) {
        return checksums(
                scripts, scripts.graph().nodes().stream().map(node -> node.id()).toList());
    }

    /** The checksums of the files of some revisions, by revision; classes have none. Blocks. */
    static Map<String, String> checksums(ScriptDirectory scripts, Collection<String> revisions) {
        List<RevisionScript> wanted = revisions.stream().map(scripts::script).toList();
        List<@Nullable String> read = ConcurrentReading.read(wanted, RevisionScript::fileChecksum);
        Map<String, String> checksums = new HashMap<>();
        for (int i = 0; i < read.size(); i++) {
            String checksum = read.get(i);
            if (checksum != null) {
                checksums.put(wanted.get(i).id(), checksum);
            }
        }
        return checksums;
    }

    /** Applied revisions whose file is another than the one recorded, in file order. */
    static List<String> changed(
            ScriptDirectory scripts,
            Collection<String> heads,
            Map<String, String> recorded,
            Map<String, String> files) {
        Collection<String> applied = scripts.graph().applied(heads);
        return scripts.graph().nodes().stream()
                .map(node -> node.id())
                .filter(applied::contains)
                .filter(id -> differ(recorded.get(id), files.get(id)))
                .toList();
    }

    /** A checksum that is missing on either side says nothing. */
    private static boolean differ(@Nullable String recorded, @Nullable String file) {
        return recorded != null && file != null && !recorded.equals(file);
    }
}
