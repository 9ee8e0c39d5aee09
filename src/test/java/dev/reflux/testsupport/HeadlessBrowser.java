package dev.reflux.testsupport;

import dev.reflux.junit.TestServerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Gives tests a {@link ChromeDriver}, one browser for a class. Uses the Chromium and the driver of the system's packages
 * and downloads neither; without them the tests are skipped loudly, or fail where nothing may be skipped.
 */
public final class HeadlessBrowser implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");

    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    /** Held, as loggers are collected with their levels. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private static final Namespace NAMESPACE = Namespace.create(HeadlessBrowser.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!Files.isExecutable(BROWSER) || !Files.isExecutable(DRIVER)) {
            throw Missing.report(
                    TestServerSettings.current(),
                    "The tests of drawings need " + BROWSER + " and " + DRIVER
                            + " (apt-get install chromium chromium-driver).");
        }
        context.getStore(NAMESPACE).put(ChromeDriver.class, start());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        ChromeDriver driver = context.getStore(NAMESPACE).remove(ChromeDriver.class, ChromeDriver.class);
        if (driver != null) {
            driver.quit();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ChromeDriver.class;
    }

    @Override
    public ChromeDriver resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE).get(ChromeDriver.class, ChromeDriver.class);
    }

    private static ChromeDriver start() {
        // It warns that it does not know the protocol of a browser newer than itself, which nobody uses here
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toString());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars");
        options.addArguments("--window-size=1280,900", "--force-device-scale-factor=1");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        options.setExperimentalOption("perfLoggingPrefs", Map.of("enableNetwork", true, "enablePage", false));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        return new ChromeDriver(service, options);
    }
}
