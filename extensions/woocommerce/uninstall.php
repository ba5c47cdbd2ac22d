<?php
/**
 * The plugin is deleted: nothing of it stays but what orders say of themselves.
 *
 * @package Lasting
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

global $wpdb;

$lasting_connection = get_option( 'lasting_connection', null );
if ( is_array( $lasting_connection ) ) {
	// WooCommerce may be gone already, so its tables are asked and not its functions.
	$wpdb->delete( $wpdb->prefix . 'wc_webhooks', array( 'delivery_url' => (string) $lasting_connection['delivery_url'] ), array( '%s' ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WooCommerce may be gone.
	if ( ! empty( $lasting_connection['key_id'] ) ) {
		$wpdb->delete( $wpdb->prefix . 'woocommerce_api_keys', array( 'key_id' => (int) $lasting_connection['key_id'] ), array( '%d' ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WooCommerce may be gone.
	}
}
if ( function_exists( 'as_unschedule_all_actions' ) ) {
	as_unschedule_all_actions( 'lasting_note', array(), 'lasting' );
}
foreach ( array( 'lasting_connection', 'lasting_dead_notes', 'lasting_last_note', 'lasting_rules' ) as $lasting_option ) {
	delete_option( $lasting_option );
}
