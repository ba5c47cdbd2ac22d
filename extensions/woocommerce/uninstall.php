<?php
/**
 * The plugin is deleted: nothing of it stays but what orders say of themselves. What waited was unscheduled when it was switched off.
 *
 * @package Lasting
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/includes/keys.php';
require_once __DIR__ . '/includes/class-lasting-server.php';

/**
 * Of one shop. WooCommerce may be gone already, so its tables are asked and not its functions.
 */
function lasting_uninstall_shop() {
	global $wpdb;
	$connection = get_option( 'lasting_connection', null );
	if ( is_array( $connection ) && isset( $connection['server'], $connection['store_id'], $connection['secret'] ) ) {
		// The server stops asking this shop. Whether it answers is not waited for longer than two seconds, and changes nothing here.
		Lasting_Server::call( $connection, 'goodbye', array() );
		$wpdb->delete( $wpdb->prefix . 'wc_webhooks', array( 'delivery_url' => (string) $connection['delivery_url'] ), array( '%s' ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WooCommerce may be gone.
		if ( ! empty( $connection['key_id'] ) ) {
			$wpdb->delete( $wpdb->prefix . 'woocommerce_api_keys', array( 'key_id' => (int) $connection['key_id'] ), array( '%d' ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WooCommerce may be gone.
		}
	}
	if ( function_exists( 'as_unschedule_all_actions' ) ) {
		as_unschedule_all_actions( 'lasting_note' );
		as_unschedule_all_actions( 'lasting_look' );
	}
	foreach ( array( 'lasting_connection', 'lasting_dead_notes', 'lasting_last_note', 'lasting_rules', 'lasting_storefront' ) as $option ) {
		delete_option( $option );
	}
	// Transients have somebody's id in their names.
	foreach ( array( '_transient_lasting_', '_transient_timeout_lasting_' ) as $begins ) {
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->options} WHERE option_name LIKE %s", $wpdb->esc_like( $begins ) . '%' ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- there is no function for it.
	}
}

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $lasting_site ) {
		switch_to_blog( $lasting_site );
		lasting_uninstall_shop();
		restore_current_blog();
	}
} else {
	lasting_uninstall_shop();
}
