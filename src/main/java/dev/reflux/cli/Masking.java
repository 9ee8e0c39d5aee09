package dev.reflux.cli;

import dev.reflux.config.RefluxConfig;
import dev.reflux.error.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hides passwords in whatever is printed: those of the arguments and the environment from the start, since a usage error
 * may quote an argument, and those of the configuration once it is known.
 */
final class Masking implements UnaryOperator<String> {

    /** A range of targets, such as {@code ae10:shop@head}, which looks like a URL without scheme and slashes. */
    private static final Pattern TARGETS = Pattern.compile("[^:=/]*:[^:=/]*");

    private final List<RefluxConfig> known;
    private volatile @Nullable RefluxConfig config;

    private Masking(List<RefluxConfig> known) {
        this.known = List.copyOf(known);
    }

    /** A mask for the arguments, and the environment variables of a URL and a password. */
    static Masking of(RawArguments arguments, @Nullable String url, @Nullable String password) {
        List<RefluxConfig> known = new ArrayList<>();
        String before = "";
        for (String argument : arguments.all()) {
            if (before.equals("-x") || argument.startsWith("-x")) {
                addPlaceholder(known, argument.startsWith("-x") ? argument.substring(2) : argument);
            }
            boolean target =
                    !before.equals("--url") && TARGETS.matcher(argument).matches();
            before = argument;
            if (!target && mayHoldPassword(argument)) {
                addUrl(known, argument);
                addUrl(known, argument.substring(argument.indexOf('=') + 1));
            }
        }
        if (url != null) {
            addUrl(known, url);
        }
        if (password != null && !password.isEmpty()) {
            known.add(RefluxConfig.builder().password(password).build());
        }
        return new Masking(known);
    }

    /** Of those whose name says that they are secret, the values are masked. */
    private static void addPlaceholder(List<RefluxConfig> known, String argument) {
        int equals = argument.indexOf('=');
        if (equals > 0) {
            try {
                String name = argument.substring(0, equals);
                known.add(RefluxConfig.builder()
                        .placeholders(Map.of(name, argument.substring(equals + 1)))
                        .build());
            } catch (ConfigException unusable) {
                // It will be refused, and the error names the name alone.
            }
        }
    }

    private static boolean mayHoldPassword(String argument) {
        return argument.indexOf(':') >= 0 && (argument.contains("//") || argument.indexOf('@') >= 0);
    }

    /** A URL that is refused may hold a password all the same; the scheme in front makes any text one to be searched. */
    private static void addUrl(List<RefluxConfig> known, String url) {
        try {
            known.add(RefluxConfig.builder()
                    .url(url.startsWith("r2dbc") ? url : "r2dbc:" + url)
                    .build());
        } catch (ConfigException unusable) {
            // A text that is no URL, even with a scheme in front, has no place for a password.
        }
    }

    /** From now on hides the secrets of a configuration too. */
    void use(RefluxConfig loaded) {
        config = loaded;
    }

    @Override
    public String apply(String text) {
        RefluxConfig loaded = config;
        String masked = loaded == null ? text : loaded.mask(text);
        for (RefluxConfig each : known) {
            masked = each.mask(masked);
        }
        return masked;
    }
}
