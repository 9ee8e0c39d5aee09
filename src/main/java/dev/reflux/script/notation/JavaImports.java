package dev.reflux.script.notation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Names that Java code uses, with the imports that they need. Not for several threads. */
final class JavaImports {

    private final Map<String, String> types = new HashMap<>();
    private final Map<String, String> members = new HashMap<>();
    private final SortedSet<String> typeLines = new TreeSet<>();
    private final SortedSet<String> memberLines = new TreeSet<>();

    /** Imports of a file that declares a class: no import may bring in another by its name. */
    JavaImports(String className) {
        types.put(className, "");
    }

    /** The name of a class in the code: the simple one unless that means another. */
    String type(Class<?> type) {
        String name = type.getSimpleName();
        String qualified = type.getName();
        if (!types.computeIfAbsent(name, unused -> qualified).equals(qualified)) {
            return qualified;
        }
        typeLines.add("import " + qualified + ";");
        return name;
    }

    /** The name of a static method or a constant in the code: the simple one unless that means another. */
    String member(Class<?> owner, String name) {
        String qualified = owner.getName() + '.' + name;
        if (!members.computeIfAbsent(name, unused -> qualified).equals(qualified)) {
            return type(owner) + '.' + name;
        }
        memberLines.add("import static " + qualified + ";");
        return name;
    }

    /** The imports, static ones first, each kind in the order of the names. */
    List<String> lines() {
        return Stream.concat(memberLines.stream(), typeLines.stream()).toList();
    }
}
