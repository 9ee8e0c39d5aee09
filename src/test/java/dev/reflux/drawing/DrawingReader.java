package dev.reflux.drawing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the edges back from the characters of a text drawing, as somebody does who follows the lines with a finger: which
 * sides a character connects is looked up here, and nothing is known of how drawings are made. Ids begin with an r.
 */
final class DrawingReader {

    /** The end of an edge that leads out of the picture. */
    static final String OUTSIDE = "?";

    private static final String MARKS = "●◉○*@o";
    private static final String LEAVING = "┆:";
    private static final String UP = "│├┤┼┴╰╯|+'" + LEAVING;
    private static final String DOWN = "│├┤┼┬╭╮|+.";
    private static final String LEFT = "─┤┼┬┴╮╯";
    private static final String RIGHT = "─├┼┬┴╭╰";

    private final Map<String, List<String>> edges = new HashMap<>();
    private final List<String> order = new ArrayList<>();

    /** By column, the revisions above whose edges come down there into the next line. */
    private Map<Integer, Set<String>> falling = new HashMap<>();

    /** By column, the revisions above whose edges end in this line. */
    private final Map<Integer, Set<String>> ending = new HashMap<>();

    /** Where the revision drawn last stands; its edges may spread from there until they have done so. */
    private int origin = -1;

    private boolean originIsBare;
    private int width;

    private DrawingReader() {}

    static DrawingReader read(List<String> lines) {
        DrawingReader reader = new DrawingReader();
        lines.forEach(reader::line);
        reader.line("");
        reader.edges.values().forEach(parents -> parents.sort(null));
        return reader;
    }

    /** Parents of each revision, sorted. */
    Map<String, List<String>> edges() {
        return edges;
    }

    /** Revisions from the top. */
    List<String> order() {
        return order;
    }

    /** Most columns of a line. */
    int width() {
        return width;
    }

    private void line(String line) {
        int text = line.indexOf('r');
        String lanes = text < 0 ? line : line.substring(0, text).stripTrailing();
        width = Math.max(width, (lanes.length() + 1) / 2);
        Map<Integer, Set<String>> next = new HashMap<>();
        int markAt = -1;
        for (int at = 0; at < lanes.length(); at++) {
            char c = lanes.charAt(at);
            Set<String> above = falling.remove(at);
            if (MARKS.indexOf(c) >= 0) {
                check(text >= 0 && markAt < 0, "A mark without a text", line);
                markAt = at;
                revision(line.substring(text).split("[ ,]", 2)[0], above == null ? Set.of() : above);
            } else if (UP.indexOf(c) >= 0) {
                check(above != null, "A line that comes out of nothing", line);
                pass(at, c, above, next);
                if (at != origin && LEAVING.indexOf(c) < 0 && DOWN.indexOf(c) < 0) {
                    ending.put(at, above);
                }
            } else if (above != null) {
                check(at == origin && originIsBare, "A lane that breaks off", line);
            }
        }
        falling.keySet().forEach(at -> check(at == origin && originIsBare, "A lane that breaks off", line));
        check((markAt >= 0) == (text >= 0), "A text without a mark", line);
        originIsBare = markAt >= 0;
        if (markAt >= 0) {
            origin = markAt;
            next.put(markAt, Set.of(order.get(order.size() - 1)));
        } else if (lanes.chars().anyMatch(c -> "─-".indexOf(c) >= 0)) {
            spread(lanes, next);
            origin = -1;
        }
        check(ending.isEmpty(), "A lane that ends in nothing", line);
        falling = next;
    }

    private void revision(String id, Set<String> above) {
        check(edges.putIfAbsent(id, new ArrayList<>()) == null, "A revision drawn twice", id);
        order.add(id);
        above.forEach(child -> edges.get(child).add(id));
    }

    private void pass(int at, char c, Set<String> above, Map<Integer, Set<String>> next) {
        if (LEAVING.indexOf(c) >= 0) {
            above.forEach(child -> edges.get(child).add(OUTSIDE));
        } else if (DOWN.indexOf(c) >= 0) {
            next.computeIfAbsent(at, column -> new TreeSet<>()).addAll(above);
        }
    }

    /**
     * A line across starts at the revision above it, in both directions, and reaches all columns where it turns down. Where
     * it reaches none, another lane may end in it, and both go on below the revision.
     */
    private void spread(String lanes, Map<Integer, Set<String>> next) {
        check(origin >= 0 && origin < lanes.length(), "A line across without a revision above", lanes);
        Set<String> child = Set.of(order.get(order.size() - 1));
        int turnsDown = 0;
        List<Integer> turnsUp = new ArrayList<>();
        for (int step : new int[] {-1, 1}) {
            for (int at = origin; opens(lanes, at, step); ) {
                at += step;
                while (isCrossed(lanes, at)) {
                    at += step;
                }
                check(opens(lanes, at, -step), "A line across that breaks off", lanes);
                if (DOWN.indexOf(lanes.charAt(at)) >= 0) {
                    next.computeIfAbsent(at, column -> new TreeSet<>()).addAll(child);
                    turnsDown++;
                } else if (ending.containsKey(at)) {
                    turnsUp.add(at);
                }
            }
        }
        check(turnsDown + turnsUp.size() > 0, "A revision that its line across does not touch", lanes);
        if (!turnsUp.isEmpty()) {
            check(turnsDown == 0 && turnsUp.size() == 1, "Lanes that may end in one another", lanes);
            check(next.containsKey(origin), "A lane that ends in nothing", lanes);
            next.get(origin).addAll(ending.remove(turnsUp.get(0)));
        }
    }

    /** A lane that a line goes behind. */
    private static boolean isCrossed(String lanes, int at) {
        return "│|".indexOf(lanes.charAt(at)) >= 0;
    }

    private static boolean opens(String lanes, int at, int step) {
        char c = lanes.charAt(at);
        int beside = at + step;
        if ("+.'".indexOf(c) >= 0) {
            return beside >= 0 && beside < lanes.length() && lanes.charAt(beside) == '-';
        }
        return c == '-' || (step < 0 ? LEFT : RIGHT).indexOf(c) >= 0;
    }

    private static void check(boolean holds, String wrong, String line) {
        if (!holds) {
            throw new AssertionError(wrong + ": " + line);
        }
    }
}
