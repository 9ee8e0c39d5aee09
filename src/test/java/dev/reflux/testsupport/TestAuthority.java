package dev.reflux.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/**
 * A certificate authority of its own, made by the JDK's {@code keytool}: it signs certificates and writes them as the PEM
 * files that servers and drivers read.
 */
public final class TestAuthority {

    private static final String PASSWORD = "changeit";
    private static final String CIPHER = "PBEWithSHA1AndDESede";
    private static final int ITERATIONS = 2048;

    private final Path store;

    private TestAuthority(Path store) {
        this.store = store;
    }

    /** Makes an authority, whose keys lie in a folder. */
    public static TestAuthority in(Path folder) {
        TestAuthority authority = new TestAuthority(folder.resolve("authority.p12"));
        authority.keytool(
                "-genkeypair", "-alias", "ca", "-dname", "CN=Reflux test authority", "-ext", "bc:critical=ca:true");
        return authority;
    }

    /**
     * Signs a new key.
     *
     * @param name its name here, and its common name
     * @param hosts further names as {@code keytool} writes them, such as {@code dns:localhost}
     */
    public TestAuthority sign(String name, String... hosts) {
        List<String> arguments =
                new ArrayList<>(List.of("-genkeypair", "-alias", name, "-signer", "ca", "-dname", "CN=" + name));
        if (hosts.length > 0) {
            arguments.addAll(List.of("-ext", "san=" + String.join(",", hosts)));
        }
        keytool(arguments.toArray(String[]::new));
        return this;
    }

    /** Writes the certificate of a key, or of the authority itself, which is {@code ca}. */
    public Path certificate(String name, Path file) {
        return write(file, () -> pem("CERTIFICATE", keys().getCertificate(name).getEncoded()));
    }

    /** Writes a private key as PKCS 8. */
    public Path key(String name, Path file) {
        return write(file, () -> pem("PRIVATE KEY", encoded(name)));
    }

    /** Writes a private key as PKCS 8 that a password protects. */
    public Path key(String name, String password, Path file) {
        return write(file, () -> pem("ENCRYPTED PRIVATE KEY", encrypted(encoded(name), password)));
    }

    private byte[] encoded(String name) throws GeneralSecurityException, IOException {
        return keys().getKey(name, PASSWORD.toCharArray()).getEncoded();
    }

    private static byte[] encrypted(byte[] key, String password) throws GeneralSecurityException, IOException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        byte[] salt = "salt of a test".getBytes(StandardCharsets.US_ASCII);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(CIPHER).generateSecret(new PBEKeySpec(password.toCharArray())),
                new PBEParameterSpec(salt, ITERATIONS));
        AlgorithmParameters parameters = cipher.getParameters();
        return new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(key)).getEncoded();
    }

    private KeyStore keys() throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private interface Text {
        String get() throws GeneralSecurityException, IOException;
    }

    private static Path write(Path file, Text text) {
        try {
            return Files.writeString(file, text.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] content) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    private void keytool(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        all.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
        Program.Outcome outcome = Program.run(Path.of(System.getProperty("java.home"), "bin", "keytool"), "", all);
        if (outcome.exitCode() != 0) {
            throw new IllegalStateException(
                    "keytool failed: " + Map.of("out", outcome.output(), "err", outcome.errors()));
        }
    }
}
