<?php
/**
 * Plugin Name: Lasting - Points, Rewards and Referrals for WooCommerce
 * Description: Loyalty points that are always right, rewards at cart and checkout, and referrals, with your own Lasting server.
 * Version: 0.1.0
 * Requires at least: 6.6
 * Requires PHP: 7.4
 * Requires Plugins: woocommerce
 * WC requires at least: 9.0
 * WC tested up to: 10.5
 * Author: Lasting contributors
 * License: GPL-2.0-or-later
 * License URI: https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain: lasting-loyalty
 * Domain Path: /languages
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

define( 'LASTING_VERSION', '0.1.0' );
define( 'LASTING_FILE', __FILE__ );

require_once __DIR__ . '/includes/keys.php';
require_once __DIR__ . '/includes/shown.php';

// A class is read when it is needed first: Lasting_Admin_Page is in includes/class-lasting-admin-page.php.
spl_autoload_register(
	static function ( $name ) {
		if ( 0 !== strpos( $name, 'Lasting_' ) ) {
			return;
		}
		$file = __DIR__ . '/includes/class-' . strtolower( str_replace( '_', '-', $name ) ) . '.php';
		if ( is_readable( $file ) ) {
			require_once $file;
		}
	}
);

// Orders live in tables of their own in new shops, and carts in blocks: neither is touched in a way that would break them.
add_action(
	'before_woocommerce_init',
	static function () {
		if ( class_exists( '\Automattic\WooCommerce\Utilities\FeaturesUtil' ) ) {
			\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'custom_order_tables', LASTING_FILE, true );
			\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'cart_checkout_blocks', LASTING_FILE, true );
		}
	}
);

/**
 * What listens on every page, one line each: a class whose listen() only adds hooks.
 */
const LASTING_MODULES = array(
	'Lasting_Outbox',
	'Lasting_Buyer',
	'Lasting_Rules',
	'Lasting_Referral',
	'Lasting_Code',
	'Lasting_Keep',
	'Lasting_Thank_You',
	'Lasting_Claim',
	'Lasting_Privacy',
	'Lasting_Admin_Page',
	'Lasting_Admin_App',
	'Lasting_Token',
	'Lasting_Choice',
	'Lasting_Coupon',
	'Lasting_Placing',
	'Lasting_Cart_Ajax',
	'Lasting_Cart_Blocks',
	'Lasting_Cart_Box',
	'Lasting_Look',
	'Lasting_Storefront',
	'Lasting_Storefront_Form',
	'Lasting_Blocks',
	'Lasting_Messages',
	'Lasting_Rewards_Page',
);

add_action(
	'plugins_loaded',
	static function () {
		if ( ! class_exists( 'WooCommerce' ) ) {
			return;
		}
		foreach ( LASTING_MODULES as $lasting_module ) {
			( new $lasting_module() )->listen();
		}
	}
);

register_deactivation_hook( __FILE__, array( 'Lasting_Outbox', 'unschedule' ) );
register_deactivation_hook( __FILE__, array( 'Lasting_Rules', 'forget' ) );
register_deactivation_hook( __FILE__, array( 'Lasting_Look', 'unschedule' ) );
