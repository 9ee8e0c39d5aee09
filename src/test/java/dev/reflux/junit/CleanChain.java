package dev.reflux.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** All checks of the chain in a folder, as a project's class would run them. */
public final class CleanChain {

    private static final String FOLDER = "folder";

    private CleanChain() {}

    /** Runs them with databases on the server of a URL. */
    public static EngineExecutionResults checked(Path folder, String url) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter(FOLDER, folder.toString())
                .configurationParameter("reflux.test.url", url)
                .selectors(selectClass(Checks.class))
                .execute();
    }

    /** How long each check took; what several share counts for the first of them. */
    public static Map<String, Duration> times(EngineExecutionResults results) {
        Map<String, Instant> begun = new TreeMap<>();
        Map<String, Duration> times = new LinkedHashMap<>();
        results.allEvents().stream().forEach(event -> event.getTestDescriptor()
                .getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .ifPresent(check -> {
                    if (event.getType() == EventType.STARTED) {
                        begun.putIfAbsent(check, event.getTimestamp());
                    } else if (event.getType() == EventType.FINISHED) {
                        times.put(check, Duration.between(begun.get(check), event.getTimestamp()));
                    }
                }));
        return times;
    }

    static String name(Event event) {
        return event.getTestDescriptor().getDisplayName();
    }

    @ExtendWith(ChosenFolder.class)
    static final class Checks implements MigrationChecks {

        private final Path folder;

        Checks(Path folder) {
            this.folder = folder;
        }

        @Override
        public ChainSettings chainSettings() {
            return ChainSettings.defaults().locations(folder.toString());
        }
    }

    private static final class ChosenFolder implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Path.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Path.of(context.getConfigurationParameter(FOLDER).orElseThrow());
        }
    }
}
