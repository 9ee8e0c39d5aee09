package dev.reflux.dialect.postgresql;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Things with hostile names that operations only refer to.
 *
 * @param collations of C
 * @param opclasses of btree for text
 * @param methods access methods, each with an operator class for integers of the same name
 */
record HostileObjects(List<String> collations, List<String> opclasses, List<String> methods) {

    private static final int EACH = 8;

    static HostileObjects of(HostileTexts texts) {
        return new HostileObjects(names(texts), names(texts), names(texts));
    }

    private static List<String> names(HostileTexts texts) {
        return Stream.generate(texts::name).limit(EACH).toList();
    }

    /** As SQL has it; written here once more, so that the test does not rely on what it tests. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    String setup() {
        return Stream.of(
                        collations.stream().map(name -> "CREATE COLLATION " + quoted(name) + " FROM \"C\";"),
                        opclasses.stream().map(HostileObjects::opclass),
                        methods.stream().map(HostileObjects::method))
                .flatMap(parts -> parts)
                .collect(Collectors.joining("\n"));
    }

    private static String opclass(String name) {
        return "CREATE OPERATOR CLASS " + quoted(name) + " FOR TYPE text USING btree AS OPERATOR 1 <, OPERATOR 2 <=,"
                + " OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 bttextcmp(text,text);";
    }

    private static String method(String name) {
        return ("CREATE ACCESS METHOD %1$s TYPE INDEX HANDLER hashhandler;"
                        + " CREATE OPERATOR CLASS %1$s DEFAULT FOR TYPE integer USING %1$s AS OPERATOR 1 =,"
                        + " FUNCTION 1 hashint4(integer);")
                .formatted(quoted(name));
    }
}
