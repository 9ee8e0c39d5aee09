package dev.reflux.runtime;

import dev.reflux.config.RefluxConfig;
import dev.reflux.dialect.SessionStatements;
import dev.reflux.dialect.SessionStatements.Setting;
import dev.reflux.engine.StatementResult;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.RefluxException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session of a run that has work to do.
 *
 * @param key what the server calls it
 * @param found the settings that were made in it before the run
 * @param clean those that each revision is to find
 */
record PreparedSession(int key, List<Setting> found, List<Setting> clean) {

    private static final Logger log = LoggerFactory.getLogger(PreparedSession.class);

    /** Copies the settings. */
    PreparedSession {
        found = List.copyOf(found);
        clean = List.copyOf(clean);
    }

    /** Makes the settings of a run, its name among the server's sessions first of all, in one message. */
    static PreparedSession prepare(
            SyncConnection connection, SessionStatements session, RunIdentity identity, RefluxConfig config) {
        List<Setting> own = session.ownSettings(
                identity.applicationName(),
                config.timeouts().lock(),
                config.timeouts().statement());
        List<String> message = new ArrayList<>();
        message.add(session.session());
        message.add(session.readSettings());
        message.addAll(session.bestEffort());
        message.addAll(session.make(own));
        message.add(session.readSettings());
        List<StatementResult> results = connection.query(message);
        return new PreparedSession(
                results.get(0).rows().get(0).require("session", Integer.class),
                session.decodeSettings(results.get(1).rows()),
                session.decodeSettings(results.get(results.size() - 1).rows()));
    }

    /** Best effort: a connection of our own is closed anyway, one of the application goes back as it was found. */
    void giveBack(SyncConnection connection, SessionStatements session) {
        try {
            connection.cleanUp(session.resetTo(found));
        } catch (RefluxException e) {
            log.debug("The session's settings could not be given back", e);
        }
    }
}
