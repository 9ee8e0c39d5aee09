/** Never compiled: it is only found. */
final class OnClassPath {}
