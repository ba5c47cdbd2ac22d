<?php
/**
 * The plugin's classes without WordPress: what they call is played by fakes that remember what was asked of them.
 *
 * @package Lasting
 */

if ( 'cli' !== PHP_SAPI ) {
	exit;
}

define( 'ABSPATH', __DIR__ . '/' );
define( 'LASTING_TESTS', true );
define( 'LASTING_VERSION', '0.0.0' );
define( 'LASTING_FILE', dirname( __DIR__ ) . '/lasting-loyalty.php' );
define( 'MINUTE_IN_SECONDS', 60 );
define( 'HOUR_IN_SECONDS', 3600 );
define( 'DAY_IN_SECONDS', 86400 );
define( 'WEEK_IN_SECONDS', 604800 );
define( 'MONTH_IN_SECONDS', 2592000 );
define( 'YEAR_IN_SECONDS', 31536000 );
define( 'COOKIEPATH', '/' );
define( 'COOKIE_DOMAIN', '' );

foreach ( glob( __DIR__ . '/fakes/*.php' ) as $lasting_fake ) {
	require_once $lasting_fake;
}
require_once __DIR__ . '/class-lasting-test-case.php';
require_once dirname( __DIR__ ) . '/includes/keys.php';

spl_autoload_register(
	static function ( $name ) {
		$file = dirname( __DIR__ ) . '/includes/class-' . strtolower( str_replace( '_', '-', $name ) ) . '.php';
		if ( 0 === strpos( $name, 'Lasting_' ) && is_readable( $file ) ) {
			require_once $file;
		}
	}
);
