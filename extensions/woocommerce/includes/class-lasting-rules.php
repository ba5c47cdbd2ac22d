<?php
/**
 * Addresses of ours in this shop: WordPress is asked to learn them once, and never with a page.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Lets WordPress make its list of addresses anew.
 */
class Lasting_Rules {
	/** Kept with the options that every page has read anyway. */
	const OPTION = 'lasting_rules';
	/** Raised whenever an address is added or changed. */
	const VERSION = '2';

	/**
	 * Hooks.
	 */
	public function listen() {
		add_action( 'wp_loaded', array( $this, 'learn' ) );
	}

	/**
	 * Once after this plugin was switched on or brought up to date.
	 */
	public function learn() {
		if ( self::VERSION === get_option( self::OPTION ) ) {
			return;
		}
		flush_rewrite_rules( false ); // phpcs:ignore WordPress.WP.DiscouragedFunctions -- once after the plugin was switched on or renewed.
		update_option( self::OPTION, self::VERSION, true );
		do_action( 'lasting_switched_on' );
	}

	/**
	 * The plugin is switched off: nothing leads to it any more. WordPress makes its list anew with the next page, when this plugin is not there to add to it.
	 */
	public static function forget() {
		delete_option( self::OPTION );
		delete_option( 'rewrite_rules' ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress' own list, which it makes anew.
	}
}
