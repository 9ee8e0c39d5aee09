package dev.reflux.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes revision files into a folder, each the child of the one before unless it is told otherwise. */
public final class RevisionFolder {

    /** Where the members of a class begin. */
    public static final int FIRST_MEMBER_LINE = 15;

    private final Path folder;
    private @Nullable String last;

    private RevisionFolder(Path folder) {
        this.folder = folder;
    }

    /** Writes into an existing folder. */
    public static RevisionFolder in(Path folder) {
        return new RevisionFolder(folder);
    }

    /** The folder, as a version location. */
    public String location() {
        return folder.toString();
    }

    /** A revision with a body in each direction. */
    public RevisionFolder add(String id, String upgrade, String downgrade) {
        return write(id, "-- +upgrade\n" + upgrade + "\n\n-- +downgrade\n" + downgrade + "\n");
    }

    /** A revision with the given sections. */
    public RevisionFolder write(String id, String sections) {
        String parent = last == null ? "" : "-- down_revision: " + last + "\n";
        text(id + ".sql", "-- revision: " + id + "\n" + parent + "-- message: make " + id + "\n\n" + sections);
        last = id;
        return this;
    }

    /**
     * A revision in Java; its class has the id as its name.
     *
     * @param kind {@code Migration} or {@code ReactiveMigration}
     * @param members members of the class, of which the first begins in line {@value #FIRST_MEMBER_LINE}
     */
    public RevisionFolder java(String id, String kind, String members) {
        String parent = last == null ? "" : ", downRevision = \"" + last + "\"";
        String head = "import static dev.reflux.schema.Columns.*;\nimport static dev.reflux.schema.Types.*;\n"
                + "import dev.reflux.migration.*;\nimport dev.reflux.operation.*;\nimport dev.reflux.schema.*;\n"
                + "import java.time.Duration;\nimport java.util.*;\nimport java.util.stream.*;\n"
                + "import org.reactivestreams.Publisher;\nimport reactor.core.publisher.*;\n"
                + "import reactor.core.scheduler.Schedulers;\n\n";
        String declaration = "@Revision(id = \"" + id + "\"" + parent + ")\npublic final class " + id + " implements "
                + kind + " {\n";
        text(id + ".java", head + declaration + members + "\n}\n");
        last = id;
        return this;
    }

    /** A chain of revisions r1 to rN, each with a table t1 to tN. */
    public RevisionFolder chain(int length) {
        for (int i = 1; i <= length; i++) {
            add("r" + i, "CREATE TABLE t" + i + " (id integer PRIMARY KEY);", "DROP TABLE t" + i + ";");
        }
        return this;
    }

    /** Any file. */
    public Path text(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
