package dev.reflux.script;

import dev.reflux.script.notation.BodyFile;
import dev.reflux.script.notation.OperationReader;
import dev.reflux.script.notation.PlacedOperation;
import dev.reflux.script.notation.YamlNode;
import dev.reflux.script.notation.YamlNode.Scalar;
import dev.reflux.script.notation.YamlTree;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.script.source.SourceText;
import dev.reflux.script.source.TextChecksum;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a {@code .yaml} revision file.
 *
 * @param upgrade the way up, in order
 * @param downgrade the way down
 * @param checksum lower-case hex SHA-256 of the file, byte-order mark removed, CRLF and CR folded to LF
 */
public record YamlRevisionBody(List<PlacedOperation> upgrade, YamlDowngrade downgrade, String checksum) {

    private static final String AUTO = "auto";

    /** Copies the operations. */
    public YamlRevisionBody {
        upgrade = List.copyOf(upgrade);
    }

    /**
     * Reads the whole file, its header too, and checks each operation.
     *
     * @throws dev.reflux.error.InvalidRevisionFileException at the first place that cannot be carried out
     * @throws dev.reflux.error.RevisionGraphException {@code invalid_revision_id} when an id breaks the rules
     */
    public static YamlRevisionBody read(RevisionSource source) {
        Map<String, YamlNode> bodies = new HashMap<>();
        TextChecksum checksum = new TextChecksum();
        SourceText text = SourceText.read(source, checksum);
        RevisionHeader header = YamlRevisionHeader.read(
                source, text, (key, start, events) -> bodies.put(key, new YamlTree(events).read(start)));
        BodyFile file = new BodyFile(source.name(), header.id());
        YamlNode upgrade = Objects.requireNonNull(bodies.get(YamlRevisionHeader.UPGRADE));
        return new YamlRevisionBody(
                new OperationReader(file).readAll(YamlRevisionHeader.UPGRADE, upgrade),
                downgrade(file, bodies.get(YamlRevisionHeader.DOWNGRADE)),
                checksum.finish());
    }

    private static YamlDowngrade downgrade(BodyFile file, @Nullable YamlNode node) {
        if (node == null) {
            return new YamlDowngrade.Absent();
        }
        if (node instanceof Scalar scalar && scalar.text().equals(AUTO)) {
            return new YamlDowngrade.Automatic(scalar.position());
        }
        if (node instanceof Scalar) {
            throw file.error(
                    node.position(),
                    "downgrade must be a list of operations, or auto for the upgrade in reverse. Write [] where there is"
                            + " nothing to undo; remove the key where there is no way back.");
        }
        return new YamlDowngrade.Listed(new OperationReader(file).readAll(YamlRevisionHeader.DOWNGRADE, node));
    }
}
