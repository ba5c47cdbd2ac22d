<?php
/**
 * WordPress' own tools for privacy: what the server keeps of somebody is in their file, and is forgotten with everything else. Both are asked for by a person in
 * wp-admin, once somebody proved their address to the shop.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Exporter, eraser, and what the privacy policy can say.
 */
class Lasting_Privacy {
	const SECONDS = 20;
	/** What is nobody's data but the ledger's own. */
	const LEFT_OUT = array( 'format', 'exportedAt', 'store', 'hash', 'previousHash', 'inputHash' );

	/**
	 * Hooks.
	 */
	public function listen() {
		add_filter( 'wp_privacy_personal_data_exporters', array( $this, 'exporters' ) );
		add_filter( 'wp_privacy_personal_data_erasers', array( $this, 'erasers' ) );
		add_action( 'admin_init', array( $this, 'policy' ) );
		add_action( 'woocommerce_privacy_remove_order_personal_data', array( $this, 'clean_order' ) );
	}

	/**
	 * One more exporter.
	 *
	 * @param array $exporters Known ones.
	 * @return array
	 */
	public function exporters( $exporters ) {
		$exporters['lasting-loyalty'] = array(
			'exporter_friendly_name' => __( 'Points and rewards', 'lasting-loyalty' ),
			'callback'               => array( $this, 'export' ),
		);
		return $exporters;
	}

	/**
	 * One more eraser.
	 *
	 * @param array $erasers Known ones.
	 * @return array
	 */
	public function erasers( $erasers ) {
		$erasers['lasting-loyalty'] = array(
			'eraser_friendly_name' => __( 'Points and rewards', 'lasting-loyalty' ),
			'callback'             => array( $this, 'erase' ),
		);
		return $erasers;
	}

	/**
	 * What is kept of a person.
	 *
	 * @param string $email Their address.
	 * @return array As WordPress wants it.
	 */
	public function export( $email ) {
		$said = self::ask( 'export', $email );
		if ( is_wp_error( $said ) ) {
			return $said;
		}
		$items = array();
		foreach ( isset( $said['members'] ) && is_array( $said['members'] ) ? $said['members'] : array() as $number => $member ) {
			$items[] = array(
				'group_id'    => 'lasting-loyalty',
				'group_label' => __( 'Points and rewards', 'lasting-loyalty' ),
				'item_id'     => 'lasting-member-' . $number,
				'data'        => self::lines( (array) $member ),
			);
		}
		return array(
			'data' => $items,
			'done' => true,
		);
	}

	/**
	 * Forgets a person.
	 *
	 * @param string $email Their address.
	 * @return array As WordPress wants it.
	 */
	public function erase( $email ) {
		$said = self::ask( 'erase', $email );
		$done = ! is_wp_error( $said );
		return array(
			'items_removed'  => $done && isset( $said['erased'] ) && $said['erased'] > 0,
			'items_retained' => ! $done,
			'messages'       => $done ? array() : array( __( 'The points of this person were not erased: the Lasting server does not answer. Try again in a moment.', 'lasting-loyalty' ) ),
			'done'           => true,
		);
	}

	/**
	 * Asks the server about a person. A shop that is not connected has nothing to ask about.
	 *
	 * @param string $name  export or erase.
	 * @param string $email Their address.
	 * @return array|WP_Error The answer.
	 */
	private static function ask( $name, $email ) {
		$connection = Lasting_Connection::get();
		if ( null === $connection ) {
			return array();
		}
		$user = get_user_by( 'email', $email );
		return Lasting_Server::call(
			$connection,
			$name,
			array(
				'email'      => $email,
				'customerId' => $user ? (string) $user->ID : null,
			),
			self::SECONDS
		);
	}

	/**
	 * Everything in an answer, a line each, named by where it stands.
	 *
	 * @param array  $part  Of the answer.
	 * @param string $above Where it stands.
	 * @return array Names and values.
	 */
	private static function lines( array $part, $above = '' ) {
		$lines = array();
		foreach ( $part as $name => $value ) {
			if ( in_array( $name, self::LEFT_OUT, true ) || null === $value || array() === $value ) {
				continue;
			}
			$place = '' === $above ? (string) $name : $above . ' › ' . ( is_int( $name ) ? $name + 1 : $name );
			if ( is_array( $value ) ) {
				$lines = array_merge( $lines, self::lines( $value, $place ) );
			} else {
				$lines[] = array(
					'name'  => esc_html( $place ),
					'value' => esc_html( is_bool( $value ) ? ( $value ? 'true' : 'false' ) : (string) $value ),
				);
			}
		}
		return $lines;
	}

	/**
	 * What a merchant can put into their privacy policy.
	 */
	public function policy() {
		$words = array(
			__( 'Our loyalty program runs on a server of its own. It is told of your orders (goods, amounts, name, e-mail address, phone number, addresses, network address and browser) and of your account, and keeps your points, rewards, levels and what you agreed to.', 'lasting-loyalty' ),
			__( 'If you came by the link of somebody who recommended us, we keep with your order by which link. Network address, browser and addresses are kept for 90 days as codes that cannot be read back, so that nobody is rewarded for recommending us to themselves.', 'lasting-loyalty' ),
			__( 'A cookie named lasting_in says that you are signed in, and nothing else.', 'lasting-loyalty' ),
		);
		$content = '';
		foreach ( $words as $line ) {
			$content .= '<p>' . esc_html( $line ) . '</p>';
		}
		wp_add_privacy_policy_content( __( 'Lasting', 'lasting-loyalty' ), $content );
	}

	/**
	 * WooCommerce takes a person out of an old order: by which link they came goes too.
	 *
	 * @param WC_Order $order The order.
	 */
	public function clean_order( $order ) {
		$order->delete_meta_data( Lasting_Referral::META );
		$order->save_meta_data();
	}
}
