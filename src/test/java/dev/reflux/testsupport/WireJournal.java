package dev.reflux.testsupport;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has passed a {@link WireProxy}; thread-safe. */
final class WireJournal {

    private final Map<FrontendMessage, Integer> counts = new EnumMap<>(FrontendMessage.class);
    private final List<WireProxy.Sent> sent = new ArrayList<>();
    private final Set<Integer> connections = new HashSet<>();
    private final Set<Integer> sessions = new HashSet<>();
    private int connectionsOpened;
    private int peakSessions;

    synchronized int opened() {
        connectionsOpened++;
        connections.add(connectionsOpened);
        return connectionsOpened;
    }

    /** A client that says good-bye has no session any more, even if its socket takes a while to close. */
    synchronized void sent(int connection, FrontendMessage type, @Nullable String text) {
        counts.merge(type, 1, Integer::sum);
        if (type != FrontendMessage.COPY_DATA) {
            sent.add(new WireProxy.Sent(connection, type, text));
        }
        if (type == FrontendMessage.STARTUP) {
            sessions.add(connection);
            peakSessions = Math.max(peakSessions, sessions.size());
        } else if (type == FrontendMessage.TERMINATE) {
            sessions.remove(connection);
        }
    }

    synchronized void sessionEnded(int connection) {
        sessions.remove(connection);
    }

    synchronized void closed(int connection) {
        sessions.remove(connection);
        connections.remove(connection);
    }

    synchronized void clear() {
        counts.clear();
        sent.clear();
        peakSessions = sessions.size();
    }

    synchronized int count(FrontendMessage type) {
        return counts.getOrDefault(type, 0);
    }

    synchronized List<WireProxy.Sent> sent() {
        return List.copyOf(sent);
    }

    synchronized int connectionsOpened() {
        return connectionsOpened;
    }

    synchronized int connectionsLive() {
        return connections.size();
    }

    synchronized int sessionsLive() {
        return sessions.size();
    }

    synchronized int peakSessions() {
        return peakSessions;
    }
}
