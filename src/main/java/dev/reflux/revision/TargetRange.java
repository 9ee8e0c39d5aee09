package dev.reflux.revision;

import dev.reflux.error.UsageException;

/**
 * A target of the form {@code A:B}; either side may be empty.
 *
 * @param start what stands before the colon
 * @param end what stands after it
 */
record TargetRange(String start, String end) {

    static boolean is(String target) {
        return target.indexOf(':') >= 0;
    }

    static TargetRange parse(String target) {
        int colon = target.indexOf(':');
        if (target.indexOf(':', colon + 1) >= 0) {
            throw new UsageException("Range " + NameRules.shown(target) + " has more than one colon. Write START:END.");
        }
        return new TargetRange(target.substring(0, colon), target.substring(colon + 1));
    }

    String startOr(String replacement) {
        return start.isEmpty() ? replacement : start;
    }

    String endOr(String replacement) {
        return end.isEmpty() ? replacement : end;
    }
}
